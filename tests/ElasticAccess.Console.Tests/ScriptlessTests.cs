using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class ScriptlessOnSqlite(Browsers browsers) : ScriptlessTests(browsers, Store.Sqlite);

public sealed class ScriptlessOnPostgres(Browsers browsers) : ScriptlessTests(browsers, Store.Postgres);

/// <summary>Without JavaScript the console does what it does with it.</summary>
public abstract class ScriptlessTests(Browsers browsers, Store store) : ConsoleTest(browsers, store, hasScript: false)
{
    [Fact]
    public async Task A_producer_signs_in_looks_around_and_changes_something()
    {
        var world = await World.MakeAsync(Service.Api);
        await SignInAsync();
        await HeadingIsAsync("Overview");
        await FollowAsync("Open it as a page");
        await FollowAsync($"Northwind {world.Series}");
        await HeadingIsAsync($"Northwind {world.Series}");
        foreach (var page in new[]
        {
            "Instances", "Rate tables", "Usage", "Back office", "Webhooks", "Keys", "Audit",
        })
        {
            await Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages", Exact = true })
                .GetByRole(AriaRole.Link, new() { Name = page, Exact = true }).ClickAsync();
            await HeadingIsAsync(page == "Back office" ? "Entitlements" : page);
            await Assertions.Expect(Page.Locator(".fault")).ToHaveCountAsync(0);
        }

        await GoAsync($"/console/usage?by=requester&instance={world.Instance}");
        await ClickAsync("Show");
        await Assertions.Expect(Row("ann@example.org")).ToContainTextAsync("43.037034");
        await GoAsync($"/console/instances/{world.Instance}/sessions");
        await ConfirmAsync("End session");
        await SeesAsync("The session was ended.");
        await GoAsync($"/console/rate-tables/draft?series={world.Series}&version=2026-2");
        await Input("Version").FillAsync("2026-3");
        await ClickAsync("Publish");
        await SeesAsync("The rate table was published.");
    }

    [Fact]
    public async Task A_license_administrator_makes_a_rule_and_asks_who_would_get_it()
    {
        var world = await OwnWorld.MakeAsync(Service);
        await SignInAsync(world.Key);
        await FollowAsync($"Customer {world.Series}");
        foreach (var tab in new[] { "Denials", "Limits", "Sessions", "Usage", "Alerts", "Rules" })
        {
            await Page.GetByRole(AriaRole.Navigation, new() { Name = "This instance" })
                .GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
            await HeadingIsAsync(tab == "Rules" ? "Rules of access" : tab);
        }

        await FollowAsync($"Change the rules of {world.LineItem}");
        await Input("Decision").SelectOptionAsync("deny");
        await ClickAsync("Add the action");
        await SeesAsync("Added.");
        await FollowAsync("Who gets it");
        await Input("Requester").FillAsync("sam@example.org");
        await Input("Item").FillAsync("Render");
        await ClickAsync("Check");
        await SeesAsync("It would be denied");
        var access = await Service.Api.RequestOneOffAsync(world.Instance, World.Ann, [new("Render")]);
        Assert.Equal(AccessOutcome.DeniedByRules, access.RequestedItems[0].Status.Outcome);
    }
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class ListsOnSqlite(Browsers browsers) : ListTests(browsers, Store.Sqlite);

public sealed class ListsOnPostgres(Browsers browsers) : ListTests(browsers, Store.Postgres);

/// <summary>Long lists are found in and paged; a narrow window shows their rows as cards.</summary>
public abstract class ListTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    private static string Fresh => $"{Guid.NewGuid():N}"[..10];

    [Fact]
    public async Task An_instance_is_found_by_a_part_of_its_account_and_the_address_keeps_it()
    {
        var account = Fresh;
        await Service.Api.AddInstanceAsync("Wanted", account);
        await Service.Api.AddInstanceAsync("Other", Fresh);
        await EnterAsync();
        foreach (var page in new[] { "/console", "/console/instances" })
        {
            await GoAsync(page);
            await Input("Name, account or id").FillAsync(account[2..].ToUpperInvariant());
            await ClickAsync("Find");
            await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("Wanted");
            Assert.Contains($"find={account[2..].ToUpperInvariant()}", Page.Url, StringComparison.Ordinal);

            await Input("Name, account or id").FillAsync("nothing-is-named-so");
            await ClickAsync("Find");
            await SeesAsync("No instance is named so.");
            await FollowAsync("Show all");
            await Assertions.Expect(Page.Locator("tbody tr").First).ToBeVisibleAsync();
        }

        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task The_order_is_kept_while_looking_for_an_instance()
    {
        await Service.Api.AddInstanceAsync("Wanted", Fresh);
        await EnterAsync();
        await GoAsync("/console?by=left");
        await Input("Name, account or id").FillAsync("wanted");
        await ClickAsync("Find");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "By tokens left" }))
            .ToHaveAttributeAsync("aria-current", "true");
        await FollowAsync("By run-out date");
        await Assertions.Expect(Input("Name, account or id")).ToHaveValueAsync("wanted");
    }

    [Fact]
    public async Task More_alerts_than_a_page_holds_come_page_after_page()
    {
        var instance = (await Service.Api.AddInstanceAsync("Watched", Fresh)).Id;
        for (var i = 0; i < 103; i++)
        {
            await Service.Api.CreateAlertAsync(instance, new($"alert {i}", AlertMeasure.Remaining, i, "PT1H"));
        }

        await EnterAsync();
        await GoAsync($"/console/instances/{instance}/alerts");
        await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(100);
        await FollowAsync("More");
        await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(3);

        // What is changed there is changed, and leads to the beginning.
        await ConfirmAsync("Delete");
        await SeesAsync("Deleted.");
        Assert.Equal(102, await Service.Api.AllAlertsAsync(instance).CountAsync());
    }

    [Fact]
    public async Task Something_of_the_catalogue_is_found_by_its_name()
    {
        var name = Fresh;
        await Service.Api.CreateFeatureAsync(new($"Wanted {name}", "1.0"));
        await Service.Api.CreateFeatureAsync(new($"Other {name}", "1.0"));
        await EnterAsync();
        await GoAsync("/console/back-office/catalogue");
        await Page.GetByRole(AriaRole.Search).GetByLabel("Name").FillAsync($"wanted {name}");
        await ClickAsync("Find");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(1);
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = name })).ToContainTextAsync("Wanted");
        await SeesAsync("No product is named so.");
    }

    [Fact]
    public async Task In_a_narrow_window_a_row_is_a_card_that_says_what_each_of_its_cells_is()
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await Page.SetViewportSizeAsync(360, 800);
        await GoAsync($"/console/instances/{world.Instance}/sessions");
        var row = Page.Locator("tbody tr").First;
        await Assertions.Expect(Page.Locator(".scroll.stacked")).ToHaveCountAsync(1);
        Assert.Equal("Charged until", await Label(row, 3));
        Assert.Equal("", await Label(row, 6));
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        // It is a table still for who hears it, and one again where there is room.
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = world.Session })).ToHaveCountAsync(1);
        await Page.SetViewportSizeAsync(1280, 800);
        await Assertions.Expect(Page.Locator(".scroll.stacked")).ToHaveCountAsync(0);
        Assert.Empty(Complaints);

        static Task<string?> Label(ILocator row, int cell) =>
            row.Locator("td").Nth(cell).GetAttributeAsync("data-label");
    }
}

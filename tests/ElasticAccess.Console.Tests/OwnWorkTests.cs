using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class OwnWorkOnSqlite(Browsers browsers) : OwnWorkTests(browsers, Store.Sqlite);

public sealed class OwnWorkOnPostgres(Browsers browsers) : OwnWorkTests(browsers, Store.Postgres);

/// <summary>Balance, limits, sessions, usage and alerts of an own instance; nothing of another customer.</summary>
public abstract class OwnWorkTests(Browsers browsers, Store store) : OwnTest(browsers, store)
{
    private static readonly string[] Pages =
    [
        "", "/rules", "/rules/conditions/new", "/rules/line-item?id=x", "/rules/action?id=x&action=y", "/check",
        "/limits", "/limits/line-item?id=x", "/sessions", "/denials", "/usage", "/statement", "/alerts", "/alerts/new",
    ];

    [Fact]
    public async Task The_balance_is_exact_to_the_micro_token()
    {
        await EnterAsync();
        await Service.Api.RequestOneOffAsync(
            World.Instance, OwnWorld.Of("Engineering"), [new("Render", Count: 1.2345676m)]);
        await GoAsync("/console/mine");
        await FollowAsync($"Customer {World.Series}");
        await HeadingIsAsync($"Customer {World.Series}");
        await SeesAsync("96.91358");
        await SeesAsync("3.08642");
        await SeesAsync("mean of the last 30 days");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_limit_is_set_and_seen_at_work_then_taken_away()
    {
        await EnterAsync();
        await GoAsync($"{Root}/limits");
        await Page.GetByRole(AriaRole.Link, new() { Name = $"Set the limit of {World.LineItem}" }).ClickAsync();
        await Input("Tokens of each requester").FillAsync("-5");
        await ClickAsync("Save the limit");
        await HasFaultAsync("Tokens of each requester", "must be from 0 to");
        await Input("Tokens of each requester").FillAsync("5");
        await Input("In a").SelectOptionAsync("Day");
        await ClickAsync("Save the limit");
        await SeesAsync("Saved.");
        Assert.Equal(AccessOutcome.Granted, await TakeAsync(2));
        Assert.Equal(AccessOutcome.LimitReached, await TakeAsync(1));
        await GoAsync($"{Root}/check");
        await Input("Requester").FillAsync("somebody");
        await Input("Item").FillAsync("Render");
        await ClickAsync("Check");
        await SeesAsync("0 of 5 left");
        await GoAsync($"{Root}/limits/line-item?id={World.LineItem}");
        await Page.Locator("summary", new() { HasText = "Take the limit away" }).ClickAsync();
        await Page.Locator("button", new() { HasText = "Take the limit away" }).ClickAsync();
        await SeesAsync("no limit");
        Assert.Equal(AccessOutcome.Granted, await TakeAsync(1));
        Assert.DoesNotContain(Complaints, text => !text.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_is_ended_after_it_was_asked_twice_and_once_ended_it_is_said()
    {
        await EnterAsync();
        var session = await Service.Api.CreateSessionAsync(World.Instance);
        await Service.Api.RequestSessionAccessAsync(
            session, OwnWorld.Of("Engineering"), [new("Render", Count: 2)], rollbackOnDeny: true);
        await GoAsync($"{Root}/sessions");
        await SeesAsync("2 × Render");
        var second = await Window.NewPageAsync();
        await second.GotoAsync(At($"{Root}/sessions"));
        await Page.Locator("summary", new() { HasText = "End session" }).ClickAsync();
        Assert.Single(await Service.Api.ListSessionsAsync(World.Instance));
        await Page.Locator("button", new() { HasText = "End session" }).ClickAsync();
        await SeesAsync("The session was ended.");
        Assert.Empty(await Service.Api.ListSessionsAsync(World.Instance));
        await second.Locator("summary", new() { HasText = "End session" }).ClickAsync();
        await second.Locator("button", new() { HasText = "End session" }).ClickAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Main)).ToContainTextAsync("changed or deleted meanwhile");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Usage_is_shown_by_department_and_the_statement_and_the_figures_are_downloaded()
    {
        await EnterAsync();
        await UseAsync("Engineering", 3);
        await UseAsync("=Sales", 0.000001m);
        await Service.Api.RequestOneOffAsync(World.Instance, new("device", "robot"), [new("Render")]);
        await GoAsync($"{Root}/usage");
        await Assertions.Expect(Row("Engineering")).ToContainTextAsync("7.5");
        await Assertions.Expect(Row("=Sales")).ToContainTextAsync("0.000002");
        await Assertions.Expect(Row("without")).ToContainTextAsync("2.5");
        await Assertions.Expect(Row("Total").First).ToContainTextAsync("10.000002");
        var figures = await DownloadAsync("Download as CSV");
        Assert.StartsWith(
            "dictionary.department,net,charged,refunded,count,denials\r\n", figures, StringComparison.Ordinal);
        Assert.Contains("\r\n'=Sales,0.000002,", figures, StringComparison.Ordinal);
        await Input("By").SelectOptionAsync("requester");
        await Input("Item").FillAsync("Nothing");
        await ClickAsync("Show");
        await SeesAsync("Nothing was used or denied in this time.");
        await Input("Time zone").FillAsync("Nowhere/Here");
        await ClickAsync("Show");
        await SeesAsync("Not accepted");
        await GoAsync($"{Root}/statement");
        await SeesAsync("10.000002");
        var statement = await DownloadAsync("Download as CSV");
        Assert.Equal(
            ["'=Sales,0.000002", ",2.5", "Engineering,7.5", "TOTAL,10.000002", "key,net"],
            statement.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alert_is_made_refused_at_its_field_changed_and_deleted()
    {
        await EnterAsync();
        await GoAsync($"{Root}/alerts");
        await Page.GetByRole(AriaRole.Link, new() { Name = "New alert" }).ClickAsync();
        await Input("Name").FillAsync("running low");
        await Input("Threshold").FillAsync("20");
        await Input("At most once in").FillAsync("often");
        await ClickAsync("Save the alert");
        await HasFaultAsync("At most once in", "must be an ISO 8601 duration");
        await Input("At most once in").FillAsync("P1D");
        await ClickAsync("Save the alert");
        await SeesAsync("Added.");
        await Page.GetByRole(AriaRole.Link, new() { Name = "running low" }).ClickAsync();
        await Input("Threshold").FillAsync("30.5");
        await ClickAsync("Save the alert");
        await SeesAsync("Saved.");
        var alert = Assert.Single((await Service.Api.ListAlertsAsync(World.Instance)).Items);
        Assert.Equal((30.5m, "P1D", AlertMeasure.Remaining), (alert.Threshold, alert.Cooldown, alert.Measure));
        await Page.Locator("summary", new() { HasText = "Delete" }).ClickAsync();
        await Page.Locator("button", new() { HasText = "Delete" }).ClickAsync();
        await SeesAsync("There is no alert yet.");
    }

    [Fact]
    public async Task Another_customers_instance_is_refused_on_every_page_and_said()
    {
        await EnterAsync();
        var other = await Service.Api.AddInstanceAsync("Secret customer", $"Other-{World.Series}");
        foreach (var instance in new[] { other.Id, Guid.NewGuid().ToString() })
        {
            foreach (var page in Pages)
            {
                var answer = await GoAsync($"/console/mine/{instance}{page}");
                Assert.Equal((page, 403), (page, answer!.Status));
                await SeesAsync("Not for this key");
                Assert.DoesNotContain("Secret customer", await Page.ContentAsync(), StringComparison.Ordinal);
            }

            foreach (var file in new[] { "usage.csv", "statement.csv?month=2026-11&by=department" })
            {
                await GoAsync($"/console/mine/{instance}/{file}");
                await SeesAsync("Not for this key");
            }
        }

        await GoAsync("/console/mine/not-an-id");
        await HeadingIsAsync("No such page");
    }

    [Fact]
    public async Task What_is_missing_in_an_own_instance_is_said()
    {
        await EnterAsync();
        foreach (var page in new[]
        {
            "/rules/line-item?id=nothing", "/rules/action?id=nothing&action=x", "/limits/line-item?id=nothing",
            $"/alerts/{Guid.NewGuid()}", $"/rules/conditions/{Guid.NewGuid()}",
            $"/rules/action?id={World.LineItem}&action=x",
        })
        {
            Assert.Equal((page, 404), (page, (await GoAsync(Root + page))!.Status));
        }

        await SeesAsync("This line item has no such action.");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing_and_a_revoked_key_leads_to_the_sign_in()
    {
        await EnterAsync();
        await GoAsync($"{Root}/limits/line-item?id={World.LineItem}");
        var status = await Page.EvaluateAsync<int>(
            """
            () => fetch(location.href, {
              method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
              body: '_handler=limit&limit=1&interval=Day' }).then(answer => answer.status)
            """);
        Assert.Equal(400, status);
        Assert.Null(await Service.Api.FindConsumptionLimitAsync(World.Instance, World.LineItem));
        Assert.DoesNotContain(World.Key, await Page.ContentAsync(), StringComparison.Ordinal);
        using var api = Service.ClientOf(World.Key);
        await Service.Api.DeleteApiKeyAsync((await api.GetCallerAsync()).KeyId);
        await Task.Delay(TimeSpan.FromSeconds(4.5), TestContext.Current.CancellationToken);
        await Input("Tokens of each requester").FillAsync("7");
        await ClickAsync("Save the limit");
        await HeadingIsAsync("Sign in");
        await SeesAsync("Your key has expired or was revoked.");
        Assert.Null(await Service.Api.FindConsumptionLimitAsync(World.Instance, World.LineItem));
    }

    private async Task UseAsync(string department, decimal count) => await Service.Api.RequestOneOffAsync(
        World.Instance, OwnWorld.Of(department), [new("Render", Count: count)]);

    private async Task<AccessOutcome> TakeAsync(decimal count)
    {
        using var api = Service.ClientOf(World.Key);
        var answer = await api.RequestOneOffAsync(
            World.Instance, OwnWorld.Of("Engineering"), [new("Render", Count: count)]);
        return answer.RequestedItems[0].Status.Outcome;
    }
}

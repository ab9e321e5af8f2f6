using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class KeepingOnSqlite(Browsers browsers) : KeepingTests(browsers, Store.Sqlite);

public sealed class KeepingOnPostgres(Browsers browsers) : KeepingTests(browsers, Store.Postgres);

/// <summary>What was there is not lost by a form, nor what was written by a page that is refused.</summary>
public abstract class KeepingTests(Browsers browsers, Store store) : OwnTest(browsers, store)
{
    [Fact]
    public async Task A_condition_that_is_longer_than_the_form_is_kept_whole()
    {
        await EnterAsync();
        Condition[] parts = [.. Enumerable.Range(0, 60).Select(i => Condition.In("site", $"site {i}"))];
        var made = await Service.Api.AddConditionsAsync(
            World.Instance, [Condition.And(parts) with { Name = "long" }]);
        await GoAsync($"{Root}/rules/conditions/{made[0].Id}");
        await SeesAsync("It is more than the form with lines can say");
        await Input("Name (optional)").FillAsync("renamed");
        await ClickAsync("Save the JSON");
        await SeesAsync("Saved.");
        var kept = Assert.Single(await Service.Api.ListConditionsAsync(World.Instance));
        Assert.Equal(("renamed", 60), (kept.Name, kept.Conditions!.Count));
    }

    [Fact]
    public async Task A_name_of_a_condition_cannot_be_taken_away_unnoticed()
    {
        await EnterAsync();
        var made = await Service.Api.AddConditionsAsync(
            World.Instance, [Condition.In("site", "Berlin") with { Name = "here" }]);
        await GoAsync($"{Root}/rules/conditions/{made[0].Id}");
        await Page.GetByLabel("Name (optional)").First.FillAsync("");
        await ClickAsync("Save the condition");
        await SeesAsync("cannot be taken away; write another one");
        await Assertions.Expect(Page.GetByLabel("Name (optional)").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_another_person_changed_meanwhile_is_not_overwritten()
    {
        const string Changed = "This was changed meanwhile";
        await EnterAsync();
        var condition = (await Service.Api.AddConditionsAsync(
            World.Instance, [Condition.In("site", "Berlin") with { Name = "here" }]))[0];
        await GoAsync($"{Root}/rules/conditions/{condition.Id}");
        await Service.Api.PatchConditionsAsync(
            World.Instance, [Condition.In("site", "Bonn") with { Id = condition.Id, Name = "here" }]);
        await Page.GetByLabel("Values (optional)").First.FillAsync("Brussels");
        await ClickAsync("Save the condition");
        await SeesAsync(Changed);
        Assert.Equal("Bonn", (await Service.Api.ListConditionsAsync(World.Instance))[0].Values![0].ToString());

        await GoAsync($"{Root}/limits/line-item?id={World.LineItem}");
        await Service.Api.PutConsumptionLimitAsync(World.Instance, World.LineItem, new(5, LimitInterval.Day));
        await Input("Tokens of each requester").FillAsync("500");
        await ClickAsync("Save the limit");
        await SeesAsync(Changed);
        Assert.Equal(5, (await Service.Api.FindConsumptionLimitAsync(World.Instance, World.LineItem))!.Limit);

        // Opened anew it is changed.
        await GoAsync($"{Root}/limits/line-item?id={World.LineItem}");
        await Input("Tokens of each requester").FillAsync("500");
        await ClickAsync("Save the limit");
        await SeesAsync("Saved.");
    }

    [Fact]
    public async Task A_line_item_that_was_topped_up_meanwhile_is_not_put_back_but_use_of_it_is_no_change()
    {
        var world = await Tests.World.MakeAsync(Service.Api);
        var id = $"{world.Series}-B";
        await base.EnterAsync(ServiceProcess.AdminKey);
        await GoAsync($"/console/instances/{world.Instance}/line-item?id={id}");
        await Service.Api.RequestOneOffAsync(world.Instance, Tests.World.Ann, [new("Render", Count: 40)]);
        await Input("Quantity").FillAsync("1100");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");

        await GoAsync($"/console/instances/{world.Instance}/line-item?id={id}");
        var now = await Service.Api.GetLineItemAsync(world.Instance, id);
        await Service.Api.PutLineItemAsync(world.Instance, now with { Quantity = 5_000 });
        await Input("Overdraft (optional)").FillAsync("7");
        await ClickAsync("Save the line item");
        await SeesAsync("This was changed meanwhile");
        Assert.Equal(5_000, (await Service.Api.GetLineItemAsync(world.Instance, id)).Quantity);
    }

    [Theory]
    [InlineData("""{ "operator": "IN", "key": "x", "values": [null] }""", "must hold no null")]
    [InlineData("""{ "operator": "IN", "operator": "NOT", "key": "x", "values": ["y"] }""", "JSON")]
    public async Task Json_that_is_no_condition_is_refused_at_its_field(string json, string why)
    {
        await EnterAsync();
        await GoAsync($"{Root}/rules/conditions/new");
        await OpenAsync("As JSON");
        await Input("Condition").FillAsync(json);
        await ClickAsync("Save the JSON");
        await HasFaultAsync("Condition", why);
    }

    [Fact]
    public async Task A_denial_is_asked_again_with_the_attributes_and_the_count_that_it_had()
    {
        await EnterAsync();
        Requester sam = new("user", "sam@example.org") { Dictionary = new() { ["level"] = 4, ["site"] = "Berlin" } };
        await Service.Api.RequestOneOffAsync(World.Instance, sam, [new("Nothing-Sells-It", Count: 7)]);
        await GoAsync($"{Root}/denials");
        await Page.GetByRole(AriaRole.Link, new() { NameString = "Explain" }).First.ClickAsync();
        await FollowAsync("Ask with another count or other attributes");
        await Assertions.Expect(Input("Count (optional)").First).ToHaveValueAsync("7");
        await Assertions.Expect(Input("Attributes (optional)")).ToHaveValueAsync("level:=4\nsite=Berlin");
        await ClickAsync("Check");
        await SeesAsync("It would be denied");
    }

    [Theory]
    [InlineData("/limits/line-item")]
    [InlineData("/limits/line-item?id=.")]
    [InlineData("/rules/line-item?id=%20")]
    [InlineData("/rules/action?id=..&action=x")]
    public async Task An_address_without_a_good_id_is_not_here(string path)
    {
        await EnterAsync();
        var answer = await GoAsync(Root + path);
        Assert.Equal(404, answer!.Status);
        await SeesAsync("There is nothing of this id.");
    }

    [Fact]
    public async Task A_version_that_would_never_apply_is_not_published()
    {
        var series = $"Late-{Guid.NewGuid():N}"[..12];
        var now = DateTimeOffset.UtcNow;
        await Service.Api.AddRateTableAsync(
            new("current", now.AddDays(-10), [RateTableItem.AtRate("Render", 2)], series));
        await base.EnterAsync(ServiceProcess.AdminKey);
        await GoAsync($"/console/rate-tables/draft?series={series}&version=current");
        await Input("Version").FillAsync("too-late");
        await Input("Applies from").FillAsync(now.AddDays(-20).ToString("yyyy-MM-ddTHH:mm"));
        await ClickAsync("Publish");
        await HasFaultAsync("Applies from", "would never apply");
        await Input("Applies from").FillAsync(now.AddDays(-5).ToString("yyyy-MM-ddTHH:mm"));
        await ClickAsync("Publish");
        await HeadingIsAsync($"{series} too-late");
    }

    [Fact]
    public async Task A_form_of_an_older_sign_in_says_that_nothing_was_done()
    {
        using var visit = new Visit(Service.Address);
        await visit.SignInAsync();
        var token = await visit.TokenAsync("/console/instances");
        await visit.SignInAsync();
        using var answer = await visit.PostAsync(
            "/console/instances", ("_handler", "add"), ("shortName", "stale"), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("signed in anew", page, StringComparison.Ordinal);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Who_comes_with_a_cookie_that_is_over_is_told_so_and_gets_the_page_after_signing_in()
    {
        using var visit = new Visit(Service.Address);
        using var answer = await visit.GetWithAsync("/console/keys", "ea_console=over");
        Assert.Contains("why=timed-out", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var page = await visit.GetAsync(answer.Headers.Location!.PathAndQuery);
        Assert.Contains("signed out after a working day", await page.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var without = await visit.GetAsync("/console/keys");
        Assert.DoesNotContain("why=", without.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}

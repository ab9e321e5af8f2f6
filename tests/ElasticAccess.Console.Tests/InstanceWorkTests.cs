using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>What a producer does in one instance; the license administrator has most of the same pages.</summary>
public sealed class InstanceWorkTests(Browsers browsers) : ConsoleTest(browsers, Store.Postgres)
{
    private OwnWorld world = null!;

    private string Root => $"/console/instances/{world.Instance}";

    [Fact]
    public async Task A_line_item_is_changed_and_deleted_and_what_the_service_refuses_is_said()
    {
        await EnterWorldAsync();
        await GoAsync(Root);
        await FollowAsync(world.LineItem);
        await Input("Quantity").FillAsync("0");
        await ClickAsync("Save the line item");
        await Assertions.Expect(Input("Quantity")).ToHaveAttributeAsync("aria-invalid", "true");
        await Input("Quantity").FillAsync("250");
        await Input("Overdraft (optional)").FillAsync("12.5");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Overdraft (optional)", "must be a whole number or the word unlimited");
        var before = await Service.Api.GetLineItemAsync(world.Instance, world.LineItem);
        await Input("Overdraft (optional)").FillAsync("12");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");
        var after = await Service.Api.GetLineItemAsync(world.Instance, world.LineItem);
        Assert.Equal((250L, 12L), (after.Quantity, after.Attributes.OverdraftLimit));

        // To the millisecond, of which the inputs know nothing.
        Assert.Equal((before.Start, before.End), (after.Start, after.End));
        await FollowAsync(world.LineItem);
        await ConfirmAsync("Delete the line item");
        await SeesAsync("In conflict with what is there");
        await Input("State").SelectOptionAsync("Obsolete");
        await ClickAsync("Save the line item");
        await FollowAsync(world.LineItem);
        await ConfirmAsync("Delete the line item");
        await SeesAsync("Deleted.");
        Assert.Empty(await Service.Api.ListLineItemsAsync(world.Instance));
    }

    [Fact]
    public async Task Limits_and_alerts_are_the_producers_too()
    {
        await EnterWorldAsync();
        await GoAsync($"{Root}/rules");
        await SeesAsync("There is no limit of each requester.");
        await FollowAsync($"Set the limit of {world.LineItem}");
        await Input("Tokens of each requester").FillAsync("7.5");
        await ClickAsync("Save the limit");
        await GoAsync($"{Root}/rules");
        await SeesAsync("Each requester may take 7.5 tokens of it in a month.");
        await GoAsync($"{Root}/alerts");
        await FollowAsync("New alert");
        await Input("Name").FillAsync("low");
        await Input("Threshold").FillAsync("-1");
        await ClickAsync("Save the alert");
        await Assertions.Expect(Input("Threshold")).ToHaveAttributeAsync("aria-invalid", "true");
        await Input("Threshold").FillAsync("20");
        await ClickAsync("Save the alert");
        await FollowAsync("low");
        await Input("Threshold").FillAsync("30");
        await ClickAsync("Save the alert");
        await SeesAsync("Saved.");
        Assert.Equal(30, Assert.Single((await Service.Api.ListAlertsAsync(world.Instance)).Items).Threshold);
        await ConfirmAsync("Delete");
        await SeesAsync("There is no alert yet.");
    }

    [Fact]
    public async Task A_form_of_what_is_gone_changes_nothing_and_says_so()
    {
        await EnterWorldAsync();
        var alert = await Service.Api.CreateAlertAsync(world.Instance, new("low", AlertMeasure.Remaining, 1, "P1D"));
        var key = await Service.Api.CreateApiKeyAsync(new($"key of {world.Series}", ApiKeyType.Admin));
        var account = await Service.Api.CreateAccountAsync(new($"Gone {world.Series}"));
        foreach (var (path, row, button, delete) in new (string, string, string, Func<Task>)[]
        {
            ($"{Root}/alerts", "low", "Delete", () => Service.Api.DeleteAlertAsync(world.Instance, alert.Id)),
            ("/console/keys", key.Name!, "Revoke", () => Service.Api.DeleteApiKeyAsync(key.Id)),
            ("/console/back-office/accounts", account.Name, "Delete",
                () => Service.Api.DeleteAccountAsync(account.Id!)),
        })
        {
            await GoAsync(path);
            var there = Page.GetByRole(AriaRole.Row, new() { NameString = row });
            await there.Locator("summary").ClickAsync();
            await delete();
            await there.Locator("button", new() { HasText = button }).ClickAsync();
            await SeesAsync("changed or deleted meanwhile");
        }
    }

    [Fact]
    public async Task A_rule_of_the_license_administrator_denies_and_the_producer_sees_whom_and_why()
    {
        world = await OwnWorld.MakeAsync(Service);
        await EnterAsync(world.Key);
        await GoAsync($"/console/mine/{world.Instance}/rules/conditions/new");
        await Input("Name (optional)").First.FillAsync("sales");
        await Input("Key (optional)").First.FillAsync("department");
        await Input("Values (optional)").First.FillAsync("Sales");
        await ClickAsync("Save the condition");
        await FollowAsync($"Change the rules of {world.LineItem}");
        await Input("Name (optional)").FillAsync("not for sales");
        await Input("Who (optional)").SelectOptionAsync(new SelectOptionValue { Label = "sales" });
        await Input("Decision").SelectOptionAsync("deny");
        await ClickAsync("Add the action");
        await SeesAsync("Added.");
        using var api = Service.ClientOf(world.Key);
        var sam = OwnWorld.Of("Sales", "sam@example.org");
        await api.RequestOneOffAsync(world.Instance, sam, [new("Render", Count: 3)]);

        await EnterAsync();
        await GoAsync($"/console/mine/{world.Instance}/denials");
        Assert.Equal(At($"{Root}/denials"), Page.Url);
        await Row("sam@example.org").GetByRole(AriaRole.Link).ClickAsync();
        await SeesAsync("It would be denied");
        await SeesAsync("a rule denies it");
        await SeesAsync("\"department\":\"Sales\"");
        await FollowAsync("Ask with another count or other attributes");
        await Input("Attributes (optional)").FillAsync("department=Engineering");
        await ClickAsync("Check");
        await SeesAsync("none fits: denied");
        await GoAsync($"{Root}/rules");
        await SeesAsync("not for sales");
    }

    [Fact]
    public async Task Usage_is_explored_by_what_the_viewer_names_and_downloaded()
    {
        await EnterWorldAsync();
        foreach (var (site, count) in new[] { ("Berlin", 2m), ("Bonn", 4m), ("Berlin", 1m) })
        {
            await Service.Api.RequestOneOffAsync(
                world.Instance,
                new("user", "ann") { Dictionary = new JsonObject { ["site"] = site } },
                [new("Render", Count: count)]);
        }

        await GoAsync($"/console/usage?instance={world.Instance}");
        await Input("By").SelectOptionAsync("attribute");
        await Input("Attribute").FillAsync("site");
        await Input("then by").SelectOptionAsync("instance");
        await Input("Time zone").FillAsync("Asia/Tokyo");
        await ClickAsync("Show");
        await Assertions.Expect(Row("Berlin")).ToContainTextAsync("7.5");
        await Assertions.Expect(Row("Bonn")).ToContainTextAsync($"Customer {world.Series}");
        await SeesAsync("in Asia/Tokyo");
        await Assertions.Expect(Row("Total").First).ToContainTextAsync("17.5");
        Assert.Equal(
            [
                $"Berlin,{world.Instance},7.5,7.5,0,3,0", $"Bonn,{world.Instance},10,10,0,4,0",
                "TOTAL,,17.5,17.5,0,7,0", "dictionary.site,instance,net,charged,refunded,count,denials",
            ],
            (await DownloadAsync("Download as CSV")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal));
        await Input("Item").FillAsync("Export");
        await ClickAsync("Show");
        await SeesAsync("Nothing was used or denied in this time.");
        await Input("Time zone").FillAsync("Nowhere/Here");
        await ClickAsync("Show");
        await SeesAsync("Not accepted");
    }

    private async Task EnterWorldAsync()
    {
        world = await OwnWorld.MakeAsync(Service);
        await EnterAsync();
    }
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class SoldLineItemOnSqlite(Browsers browsers) : SoldLineItemTests(browsers, Store.Sqlite);

public sealed class SoldLineItemOnPostgres(Browsers browsers) : SoldLineItemTests(browsers, Store.Postgres);

/// <summary>A line item by itself, once its entitlement stands: its steps, what may change of it, its end.</summary>
public abstract class SoldLineItemTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Fact]
    public async Task One_added_to_a_deployed_entitlement_is_deployed_changed_suspended_and_ended()
    {
        var shop = await Shop.MakeAsync(Service.Api);
        var entitlement = await shop.SellAsync();
        await Service.Api.StepEntitlementAsync(entitlement, LifeStep.Deploy);
        var id = $"{shop.Mark}/50% of? #2";
        await EnterAsync();
        await GoAsync(Shop.PageOf(entitlement));
        await OpenAsync("New line item");
        await ChooseAsync("#line-product", $"Product {shop.Mark} 1.0");
        await ChooseAsync("#line-licenseModel", $"Model {shop.Mark}");
        await Input("Quantity").FillAsync("100");
        await Input("Activation id (optional)").FillAsync(id);
        await ClickAsync("Add the line item");
        await FollowAsync(id);
        await HeadingIsAsync($"Line item {id}");
        await ConfirmAsync("Deploy");
        await SeesAsync("Deployed.");
        await IsAsync(entitlement, id, LifeState.Deployed, 100, null, null);
        var instance = (await SoldAsync(entitlement, id)).InstanceId!;
        Assert.Equal(100, (await Service.Api.GetLineItemAsync(instance, id)).Quantity);

        // Deployed: only these three may change.
        await Assertions.Expect(Input("Start")).ToHaveCountAsync(0);
        await Input("Quantity").FillAsync("0");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Quantity", "must be from 1 to");
        await Input("Quantity").FillAsync("many");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Quantity", "must be a whole number");
        await Input("Quantity").FillAsync("250");
        await Input("Expires (optional)").FillAsync("2031-02-03T04:05:06");
        await Input("Part number (optional)").FillAsync("P-7");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");
        // The window is in Berlin.
        var end = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(1));
        await IsAsync(entitlement, id, LifeState.Deployed, 250, end, "P-7");
        Assert.Equal(250, (await Service.Api.GetLineItemAsync(instance, id)).Quantity);

        // What is emptied is gone.
        await Input("Expires (optional)").FillAsync("");
        await Input("Part number (optional)").FillAsync("");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");
        await IsAsync(entitlement, id, LifeState.Deployed, 250, null, null);
        await ConfirmAsync("Inactivate");
        await SeesAsync("Made inactive.");
        await ConfirmAsync("Deploy");
        await SeesAsync("Deployed.");
        await Assertions.Expect(Button("Delete the line item")).ToHaveCountAsync(0);
        await ConfirmAsync("Make obsolete");
        await SeesAsync("Made obsolete.");
        await IsAsync(entitlement, id, LifeState.Obsolete, 250, null, null);
        await Assertions.Expect(Page.Locator("main form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_draft_is_changed_in_all_and_what_its_form_does_not_name_stays_to_the_millisecond()
    {
        var shop = await Shop.MakeAsync(Service.Api, new("PercentAtEntitlement"));
        var end = DateTimeOffset.FromUnixTimeMilliseconds(1_930_000_000_123);
        var entitlement = await shop.SellAsync(end, overdraftPercent: 20);
        var before = await SoldAsync(entitlement, shop.Mark);
        await EnterAsync();
        await GoAsync(Shop.PageOf(entitlement));
        await FollowAsync(shop.Mark);
        await Input("Quantity").FillAsync("70");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");
        var after = await SoldAsync(entitlement, shop.Mark);
        Assert.Equal(before with { Quantity = 70 }, after);
        await Input("Start").FillAsync("");
        await Page.EvaluateAsync("document.querySelectorAll('[required]').forEach(input => input.required = false)");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Start", "must be a date and a time");
        await Input("Start").FillAsync("2032-01-01T00:00:01");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Expires (optional)", "must not lie before start");
        await Input("Start").FillAsync("2026-01-01T00:00:02");
        await Input("Overdraft in percent (optional)").FillAsync("half");
        await ClickAsync("Save the line item");
        await HasFaultAsync("Overdraft in percent (optional)", "must be a number");
        await Input("Overdraft in percent (optional)").FillAsync("");
        await ClickAsync("Save the line item");
        await SeesAsync("Saved.");

        // It has no overdraft when it is used.
        await Service.Api.StepEntitlementAsync(entitlement, LifeStep.Deploy);
        after = await SoldAsync(entitlement, shop.Mark);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 2, TimeSpan.FromHours(1));
        Assert.Equal((start, end, 0L), (after.Start, after.Expiration, after.OverdraftLimit));
    }

    [Fact]
    public async Task A_draft_of_a_draft_is_deployed_with_it_or_tried_out_or_deleted_alone()
    {
        var shop = await Shop.MakeAsync(Service.Api);
        var entitlement = await shop.SellAsync();
        await Service.Api.AddEntitlementLineItemAsync(entitlement, shop.Line($"{shop.Mark}-2"));
        await EnterAsync();
        await GoAsync(Shop.PageOf(entitlement));
        await FollowAsync($"{shop.Mark}-2");
        await SeesAsync("It can be deployed once its entitlement is");
        await Assertions.Expect(Page.Locator("summary", new() { HasText = "Deploy" })).ToHaveCountAsync(0);
        await ConfirmAsync("Delete the line item");
        await SeesAsync("Deleted.");
        await HeadingIsAsync($"Entitlement {entitlement}");
        await FollowAsync(shop.Mark);
        await ConfirmAsync("Test");
        await SeesAsync("Taken to test.");
        var left = Assert.Single((await Service.Api.GetEntitlementAsync(entitlement)).LineItems!);
        Assert.Equal((shop.Mark, LifeState.Test), (left.ActivationId, left.State));
    }

    [Fact]
    public async Task The_line_item_of_the_instance_leads_to_the_one_that_was_sold()
    {
        var shop = await Shop.MakeAsync(Service.Api);
        var entitlement = await shop.SellAsync();
        await Service.Api.StepEntitlementAsync(entitlement, LifeStep.Deploy);
        var sold = await SoldAsync(entitlement, shop.Mark);
        await EnterAsync();
        await GoAsync($"/console/instances/{sold.InstanceId}/line-item?id={shop.Mark}");
        await Input("Quantity").FillAsync("2000");
        await ClickAsync("Save the line item");
        await FollowAsync("Change it in the back office");
        await HeadingIsAsync($"Line item {shop.Mark}");
        await Assertions.Expect(Input("Quantity")).ToHaveValueAsync("50");
        await FollowAsync($"Entitlement {entitlement}");
        await HeadingIsAsync($"Entitlement {entitlement}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?entitlement=none&id=none")]
    [InlineData("?entitlement=.&id=.")]
    public async Task One_that_is_not_there_is_said(string query)
    {
        await EnterAsync();
        Assert.Equal(404, (await GoAsync($"/console/back-office/line-item{query}"))!.Status);
        await SeesAsync("Not here");
    }

    private Task<EntitlementLineItem> SoldAsync(string entitlement, string id) =>
        Service.Api.GetEntitlementLineItemAsync(entitlement, id);

    private async Task IsAsync(
        string entitlement, string id, LifeState state, long quantity, DateTimeOffset? end, string? part)
    {
        var sold = await SoldAsync(entitlement, id);
        Assert.Equal(
            (state, quantity, end, part), (sold.State, sold.Quantity, sold.Expiration, sold.PartNumber));
    }

    private Task ChooseAsync(string select, string label) =>
        Page.Locator(select).SelectOptionAsync(new SelectOptionValue { Label = label });
}

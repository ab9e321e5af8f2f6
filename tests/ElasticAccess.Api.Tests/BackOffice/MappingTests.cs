using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class MappingOnSqlite(SharedServices services) : MappingTests(services, Store.Sqlite);

public sealed class MappingOnPostgres(SharedServices services) : MappingTests(services, Store.Postgres);

/// <summary>From product to charged token, and what later changes do to what is charged (contract 19).</summary>
public abstract class MappingTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task What_is_deployed_is_charged_with_its_overdraft_on_the_default_instance()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=104", "B=10");
        Assert.Null(await shop.MappedAsync("A"));

        var deployed = await shop.PostAsync($"{shop.PathOf("E")}/deploy");

        Assert.Equal("DM", (string)deployed["type"]!);
        Assert.Equal(2, (int)deployed["numberOfLineItems"]!);
        var instance = await Service.Admin.FindDefaultInstanceAsync(shop.Account);
        Assert.Equal($"{shop.Account}-def-inst", instance!.ShortName);
        var mapped = (await shop.MappedAsync("A"))!;
        Assert.Equal((104, LineItemState.Deployed), (mapped.Quantity, mapped.State));
        Assert.Equal((OverdraftType.Number, 20), (mapped.Attributes.OverdraftType, mapped.Attributes.OverdraftLimit));
        Assert.Equal("1101", await shop.AskAsync(136));    // 104 + 20 and 10 + 2
        Assert.Equal("1202", await shop.AskAsync(1));
    }

    [Fact]
    public async Task An_inactive_one_is_refused_and_refunded_and_can_come_back_and_an_obsolete_one_is_over()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=100");
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");
        var instance = (await Service.Admin.FindDefaultInstanceAsync(shop.Account))!.Id;
        var session = await Service.Admin.CreateSessionAsync(instance);
        await Service.Admin.RequestSessionAccessAsync(
            session, Customer.Maria, [new("a", null, 10)], rollbackOnDeny: true);

        await shop.PostAsync($"{shop.PathOf("E")}/inactivate");
        Assert.Equal("INACTIVE INACTIVE", await shop.StatesAsync("E"));
        Assert.Equal("1204", await shop.AskAsync(1));
        await Service.Admin.CloseSessionAsync(session);
        Assert.True((await shop.MappedAsync("A"))!.Used < 10);

        await shop.PostAsync($"{shop.PathOf("E")}/deploy");
        Assert.Equal("1101", await shop.AskAsync(1));

        await shop.PostAsync($"{shop.PathOf("E", "A")}/obsolete");
        Assert.Equal("DEPLOYED OBSOLETE", await shop.StatesAsync("E"));
        Assert.Equal("1204", await shop.AskAsync(1));
        Assert.Equal(LineItemState.Obsolete, (await shop.MappedAsync("A"))!.State);
        var refusal = await shop.RefusedAsync(
            HttpStatusCode.Conflict, "POST", $"{shop.PathOf("E", "A")}/deploy");
        Assert.Contains("OBSOLETE and cannot become DEPLOYED", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quantity_and_expiration_of_a_deployed_one_reach_what_is_charged_and_nothing_else_may_change()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=100");
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");
        await shop.AskAsync(30);

        var changed = await shop.SendAsync(
            "PATCH", shop.PathOf("E", "A"), """{ "quantity": 40, "expiration": 4102444800000, "partNumber": "PN" }""");

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("PN", (string)JsonNode.Parse(changed.Body)!["partNumber"]!);
        var mapped = (await shop.MappedAsync("A"))!;
        Assert.Equal((40, 30m, 4_102_444_800_000), (mapped.Quantity, mapped.Used, mapped.End.ToUnixTimeMilliseconds()));
        var refusal = await shop.RefusedAsync(
            HttpStatusCode.Conflict, "PATCH", shop.PathOf("E", "A"), """{ "start": 5 }""");
        Assert.Contains("is DEPLOYED", refusal, StringComparison.Ordinal);
        Assert.Contains("DRAFT", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_change_is_refused_and_told_where_to_make_it()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=100");
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");
        var instance = (await Service.Admin.FindDefaultInstanceAsync(shop.Account))!.Id;
        var mapped = (await shop.MappedAsync("A"))!;

        var refusal = await Refused.With(
            HttpStatusCode.Conflict,
            () => Service.Admin.PutLineItemAsync(instance, mapped with { Quantity = 1_000_000 }));

        Assert.Contains($"/backoffice/api/v1.0/entitlements/{Uri.EscapeDataString(shop.Id("E"))}/line-items/",
            refusal.Message, StringComparison.Ordinal);
        Assert.Equal(100, (await shop.MappedAsync("A"))!.Quantity);
        await shop.PostAsync($"{shop.PathOf("E")}/obsolete");
        await Refused.With(
            HttpStatusCode.Conflict, () => Service.Admin.DeleteLineItemAsync(instance, mapped.ActivationId));
    }

    [Fact]
    public async Task A_test_is_mapped_apart_and_goes_with_all_that_it_mapped()
    {
        var shop = await Shop.OpenAsync(Service, deployed: false);
        var sale = shop.Sale("T", $"\"account\": \"{shop.Account}\", \"state\": \"TEST\"", "A=10");

        await shop.PostAsync("/entitlements", sale);

        Assert.Null(await Service.Admin.FindDefaultInstanceAsync(shop.Account));
        var instance = await Service.Admin.AllInstancesAsync()
            .SingleAsync(one => one.ShortName == $"{shop.Account}-test-inst");
        Assert.False(instance.DefaultInstance);
        Assert.Equal(10, Assert.Single(await Service.Admin.ListLineItemsAsync(instance.Id)).Quantity);
        var refusal = await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"{shop.PathOf("T")}/deploy");
        Assert.Contains("TEST and cannot become DEPLOYED", refusal, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await shop.SendAsync("DELETE", shop.PathOf("T"))).Status);
        Assert.Empty(await Service.Admin.ListLineItemsAsync(instance.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await shop.SendAsync("GET", shop.PathOf("T"))).Status);
    }

    [Fact]
    public async Task A_line_item_whose_id_is_mapped_already_leaves_nothing_behind()
    {
        var shop = await Shop.OpenAsync(Service);
        var other = await Service.NewInstance();
        await Service.Admin.PutLineItemAsync(other, Service.LineItem(shop.Id("B"), 5, shop.Series));
        await shop.SellAsync("E", "A=100", "B=100");

        var refusal = await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"{shop.PathOf("E")}/deploy");

        Assert.Contains(shop.Id("B"), refusal, StringComparison.Ordinal);
        Assert.Equal("DRAFT DRAFT DRAFT", await shop.StatesAsync("E"));
        Assert.Null(await Service.Admin.FindDefaultInstanceAsync(shop.Account));
    }

    [Fact]
    public async Task Other_license_models_are_recorded_and_never_mapped()
    {
        var shop = await Shop.OpenAsync(Service);
        var model = (string)(await shop.PostAsync(
            "/license-models", $$"""{ "name": "n-{{shop.Mark}}", "type": "FlexNet Publisher certificate" }"""))["id"]!;
        var product = (string)(await shop.PostAsync(
            "/products",
            $$"""{ "name": "q-{{shop.Mark}}", "version": "1", "licenseModels": [ "{{model}}" ] }"""))["id"]!;
        await shop.PostAsync($"/license-models/{model}/deploy");
        await shop.PostAsync($"/products/{product}/deploy");
        await shop.PostAsync("/entitlements",
            $$"""
            { "id": "{{shop.Id("E")}}", "account": "{{shop.Account}}", "lineItems": [
              { "product": "q-{{shop.Mark}}", "licenseModel": "n-{{shop.Mark}}", "quantity": 1, "start": 0,
                "permanent": true } ] }
            """);

        var deployed = await shop.PostAsync($"{shop.PathOf("E")}/deploy");

        Assert.Equal("C", (string)deployed["type"]!);
        Assert.Null(await Service.Admin.FindDefaultInstanceAsync(shop.Account));
    }

    [Fact]
    public async Task A_deployment_under_one_key_happens_once_and_is_answered_twice()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=100");

        var first = await shop.SendAsync("POST", $"{shop.PathOf("E")}/deploy", key: shop.Mark);
        var second = await shop.SendAsync("POST", $"{shop.PathOf("E")}/deploy", key: shop.Mark);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        second.AssertReplays(first);
    }
}

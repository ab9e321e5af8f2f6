using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class ClaimsOnSqlite(SharedServices services) : ClaimTests(services, Store.Sqlite);

public sealed class ClaimsOnPostgres(SharedServices services) : ClaimTests(services, Store.Postgres);

/// <summary>Bulk entitlements: end customers take parts, never more than there is (contract 19).</summary>
public abstract class ClaimTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Many_claims_at_once_never_take_more_than_the_quantity()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.PostAsync("/entitlements", shop.Sale("B", "\"bulk\": true", "A=100"));
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        Assert.Null(await shop.MappedAsync("A"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => shop.SendAsync(
            "POST", $"{shop.PathOf("B")}/claims", $$"""{ "account": "{{shop.Account}}", "quantity": 15 }""")));

        Assert.Equal(6, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(10, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(90, (int)(await shop.GetAsync(shop.PathOf("B", "A")))["claimed"]!);
        Assert.Equal(6, (await shop.GetAsync($"{shop.PathOf("B")}/claims"))["content"]!.AsArray().Count);
        Assert.Equal("1101", await shop.AskAsync(6 * (15 + 3)));    // with 20 % of each part
        Assert.Equal("1202", await shop.AskAsync(1));
    }

    [Fact]
    public async Task Claims_follow_the_whole_and_the_whole_stays_as_large_as_they_are()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.PostAsync("/entitlements", shop.Sale("B", "\"bulk\": true", "A=100"));
        var claim = $$"""{ "account": "{{shop.Account}}", "quantity": 60 }""";
        await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"{shop.PathOf("B")}/claims", claim);
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        await shop.PostAsync($"{shop.PathOf("B")}/claims", claim);

        await shop.RefusedAsync(HttpStatusCode.Conflict, "PATCH", shop.PathOf("B", "A"), """{ "quantity": 59 }""");
        Assert.Equal("1101", await shop.AskAsync(1));
        await shop.PostAsync($"{shop.PathOf("B")}/inactivate");
        Assert.Equal("1204", await shop.AskAsync(1));
        await shop.PostAsync($"{shop.PathOf("B", "A")}/obsolete");
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        Assert.Equal("1204", await shop.AskAsync(1));
        await shop.RefusedAsync(HttpStatusCode.Conflict, "POST", $"{shop.PathOf("B")}/claims", claim);
    }

    [Fact]
    public async Task A_claim_names_an_account_and_a_line_item_that_are_there()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.PostAsync("/entitlements", shop.Sale("B", "\"bulk\": true", "A=100"));
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        await shop.SellAsync("E", "X=1");
        await shop.PostAsync($"{shop.PathOf("E")}/deploy");

        Assert.StartsWith("$.account", await shop.RefusedAsync(HttpStatusCode.BadRequest, "POST",
            $"{shop.PathOf("B")}/claims", """{ "account": "nobody", "quantity": 1 }"""), StringComparison.Ordinal);
        Assert.StartsWith("$.lineItem", await shop.RefusedAsync(HttpStatusCode.BadRequest, "POST",
            $"{shop.PathOf("B")}/claims", $$"""{ "account": "{{shop.Account}}", "quantity": 1, "lineItem": "x" }"""),
            StringComparison.Ordinal);
        await shop.RefusedAsync(HttpStatusCode.Conflict, "POST",
            $"{shop.PathOf("E")}/claims", $$"""{ "account": "{{shop.Account}}", "quantity": 1 }""");
    }

    [Fact]
    public async Task All_claims_together_never_have_more_overdraft_than_the_whole_also_when_it_grows()
    {
        var shop = await Shop.OpenAsync(Service.Raw, Service.Admin, """{ "type": "Number", "value": 100 }""");
        await shop.PostAsync("/entitlements", shop.Sale("B", "\"bulk\": true", "A=100"));
        await shop.PostAsync($"{shop.PathOf("B")}/deploy");
        await Service.Admin.ClaimAsync(shop.Id("B"), shop.Account, 100);

        await Service.Admin.ChangeEntitlementLineItemAsync(shop.Id("B"), shop.Id("A"), new() { Quantity = 1_000 });
        await Service.Admin.ClaimAsync(shop.Id("B"), shop.Account, 900);

        Assert.Equal("1101", await shop.AskAsync(1_000 + 100));
        Assert.Equal("1202", await shop.AskAsync(1));
    }
}

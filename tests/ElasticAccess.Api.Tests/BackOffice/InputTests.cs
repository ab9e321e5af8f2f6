using System.Net;
using System.Text;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

public sealed class InputOnSqlite(SharedServices services) : InputTests(services, Store.Sqlite);

public sealed class InputOnPostgres(SharedServices services) : InputTests(services, Store.Postgres);

/// <summary>What is malformed or names what is not there is refused by its path, and nothing is stored.</summary>
public abstract class InputTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const string Metered = "Dynamic Monetization | Elastic Access";

    [Theory]
    [InlineData("/accounts", """{ "name": "", "type": "END_CUSTOMER" }""", "$.name")]
    [InlineData("/accounts", """{ "name": "N", "type": "SOMEBODY" }""", "$.type")]
    [InlineData("/accounts", """{ "id": "  ", "name": "N", "type": "END_CUSTOMER" }""", "$.id")]
    [InlineData("/features", """{ "name": "N" }""", "$.version")]
    [InlineData("/license-models", """{ "name": "N", "type": "Other" }""", "$.type")]
    [InlineData("/license-models", $$"""{ "name": "N", "type": "{{Metered}}" }""", "$.attributes.elastic")]
    [InlineData("/license-models", """
        { "name": "N", "type": "Custom", "attributes": { "overdraft": { "type": "Percent", "value": 10001 } } }
        """, "$.attributes.overdraft.value")]
    [InlineData("/license-models", """
        { "name": "N", "type": "Custom", "attributes": { "overdraft": { "type": "Number", "value": 0.5 } } }
        """, "$.attributes.overdraft.value")]
    [InlineData("/license-models", """
        { "name": "N", "type": "Custom", "attributes": { "overdraft": { "type": "None", "value": 1 } } }
        """, "$.attributes.overdraft.value")]
    [InlineData("/products", """{ "name": "N", "version": "1", "features": [ "x" ] }""", "$.features[0]")]
    [InlineData("/products", """
        { "name": "N", "version": "1", "features": [ "00000000-0000-0000-0000-000000000009" ] }
        """, "$.features[0]")]
    [InlineData("/entitlements", """{ "lineItems": [] }""", "$.account")]
    [InlineData("/entitlements", """{ "account": "nobody" }""", "$.account")]
    [InlineData("/entitlements", """{ "bulk": true, "channelPartners": [ "nobody" ] }""", "$.channelPartners[0]")]
    [InlineData("/entitlements", """{ "bulk": true, "state": "DEPLOYED" }""", "$.state")]
    [InlineData("/entitlements", """
        { "bulk": true, "lineItems": [ { "product": "P", "licenseModel": "M", "quantity": 0, "start": 5,
          "expiration": 4 } ] }
        """, "$.lineItems[0].quantity")]
    [InlineData("/entitlements", """
        { "bulk": true, "lineItems": [ { "product": "P", "licenseModel": "M", "quantity": 1, "start": 5 } ] }
        """, "$.lineItems[0].expiration")]
    [InlineData("/entitlements", """
        { "bulk": true, "lineItems": [
          { "product": "nothing", "licenseModel": "M", "quantity": 1, "start": 5, "permanent": true } ] }
        """, "$.lineItems[0].product")]
    public async Task A_fault_is_named_by_its_path(string path, string body, string fault)
    {
        var shop = await Shop.OpenAsync(Service);

        var message = await shop.RefusedAsync(HttpStatusCode.BadRequest, "POST", path, body);

        Assert.StartsWith($"{fault}: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_for_tokens_has_exactly_one_feature()
    {
        var shop = await Shop.OpenAsync(Service);

        Assert.StartsWith("$.features", await shop.RefusedAsync(HttpStatusCode.BadRequest, "POST", "/products",
            $$"""{ "name": "x-{{shop.Mark}}", "version": "1", "licenseModels": [ "{{shop.Model}}" ] }"""),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/csv", "?deploy=perhaps", HttpStatusCode.BadRequest)]
    public async Task An_import_is_text_with_known_switches(string type, string query, HttpStatusCode expected)
    {
        using var content = new StringContent("a,b", Encoding.UTF8, type);
        using var answer = await Service.Raw.PostAsync(
            new Uri($"/backoffice/api/v1.0/imports/entitlements{query}", UriKind.Relative), content);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_list_is_paged_and_filtered_by_account_and_state()
    {
        var shop = await Shop.OpenAsync(Service);
        await shop.SellAsync("E", "A=1");
        await shop.SellAsync("F", "B=1");
        await shop.PostAsync($"{shop.PathOf("F")}/deploy");

        var all = await shop.GetAsync($"/entitlements?account={shop.Account}");
        Assert.Equal(2, all["content"]!.AsArray().Count);
        Assert.Equal(0, (long)all["next"]!);
        var deployed = await shop.GetAsync($"/entitlements?account={shop.Account}&state=DEPLOYED");
        Assert.Equal(shop.Id("F"), (string)Assert.Single(deployed["content"]!.AsArray())!["id"]!);
        Assert.Equal("DM", (string)deployed["content"]![0]!["type"]!);
        await shop.RefusedAsync(HttpStatusCode.BadRequest, "GET", "/entitlements?state=GONE");
        await shop.RefusedAsync(HttpStatusCode.BadRequest, "GET", "/products?state=a&state=b");
        await Shop.OpenAsync(Service);
        Assert.NotEqual(0, (long)(await shop.GetAsync("/accounts?size=1"))["next"]!);
    }
}

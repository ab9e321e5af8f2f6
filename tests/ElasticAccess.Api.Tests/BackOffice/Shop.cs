using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.BackOffice;

/// <summary>
/// An account, a product for tokens and short words for selling it; all of its own, so that no test sees another's.
/// </summary>
internal sealed class Shop
{
    private const string Base = "/backoffice/api/v1.0";

    private readonly HttpClient http;

    private Shop(HttpClient http, ElasticAccessClient client) => (this.http, Client) = (http, client);

    public ElasticAccessClient Client { get; }

    public string Mark { get; } = Guid.NewGuid().ToString("N");

    public string Account => $"account-{Mark}";

    public string Series => $"series-{Mark}";

    public string Feature { get; private set; } = "";

    public string Model { get; private set; } = "";

    public string Product { get; private set; } = "";

    /// <summary>Item <c>a</c> costs one token; the product is DEPLOYED.</summary>
    public static async Task<Shop> OpenAsync(
        HttpClient http, ElasticAccessClient client, string overdraft = """{ "type": "Percent", "value": 20 }""",
        bool deployed = true)
    {
        var shop = new Shop(http, client);
        await client.AddRateTableAsync(Service.Table(shop.Series, "1", DateTimeOffset.UnixEpoch, "a=1"));
        await shop.PostAsync("/accounts", $$"""{ "id": "{{shop.Account}}", "name": "N", "type": "END_CUSTOMER" }""");
        shop.Feature = await shop.CreateAsync("/features", $$"""{ "name": "f-{{shop.Mark}}", "version": "1" }""");
        shop.Model = await shop.CreateAsync(
            "/license-models",
            $$"""
            { "name": "m-{{shop.Mark}}", "type": "Dynamic Monetization | Elastic Access",
              "attributes": { "elastic": true, "rateTableSeries": "{{shop.Series}}", "overdraft": {{overdraft}} } }
            """);
        shop.Product = await shop.CreateAsync(
            "/products",
            $$"""
            { "name": "p-{{shop.Mark}}", "version": "1", "features": [ "{{shop.Feature}}" ],
              "licenseModels": [ "{{shop.Model}}" ] }
            """);
        if (deployed)
        {
            await shop.PostAsync($"/license-models/{shop.Model}/deploy");
            await shop.PostAsync($"/products/{shop.Product}/deploy");
        }

        return shop;
    }

    public static Task<Shop> OpenAsync(Service service, bool deployed = true) =>
        OpenAsync(service.Raw, service.Admin, deployed: deployed);

    public string Id(string name) => $"{name}~{Mark}";

    /// <summary>An entitlement of the own account; line items as <c>name=quantity</c>.</summary>
    public Task<JsonNode> SellAsync(string name, params string[] lineItems) =>
        PostAsync("/entitlements", Sale(name, $"\"account\": \"{Account}\"", lineItems));

    public string Sale(string name, string members, params string[] lineItems)
    {
        var sold = string.Join(", ", lineItems.Select(LineItem));
        return $$"""{ "id": "{{Id(name)}}", {{members}}, "lineItems": [ {{sold}} ] }""";
    }

    public string LineItem(string text) =>
        $$"""
        { "activationId": "{{Id(text.Split('=')[0])}}", "product": "{{Product}}", "licenseModel": "{{Model}}",
          "quantity": {{text.Split('=')[1]}}, "start": 0, "permanent": true }
        """;

    public string PathOf(string entitlement, string? lineItem = null) => $"/entitlements/{Id(entitlement)}"
        + (lineItem is null ? "" : $"/line-items/{Id(lineItem)}");

    /// <summary>State of the entitlement and of its line items, in order.</summary>
    public async Task<string> StatesAsync(string entitlement)
    {
        var body = await GetAsync(PathOf(entitlement));
        var lineItems = body["lineItems"]!.AsArray().Select(lineItem => (string)lineItem!["state"]!);
        return $"{body["state"]} {string.Join(' ', lineItems)}".Trim();
    }

    /// <summary>What the ledger has of it on the account's default instance; null where it has nothing.</summary>
    public async Task<LineItem?> MappedAsync(string lineItem)
    {
        var instance = await Client.FindDefaultInstanceAsync(Account);
        return instance is null
            ? null
            : (await Client.ListLineItemsAsync(instance.Id)).SingleOrDefault(l => l.ActivationId == Id(lineItem));
    }

    /// <summary>Asks for so many of item <c>a</c>; the status code.</summary>
    public async Task<string> AskAsync(int count, string? account = null)
    {
        var instance = (await Client.FindDefaultInstanceAsync(account ?? Account))!.Id;
        var access = await Client.RequestOneOffAsync(instance, Customer.Maria, [new("a", null, count)]);
        return access.RequestedItems[0].Status.Code;
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri(Base + path, UriKind.Relative)))!;

    public async Task<JsonNode> PostAsync(string path, string? body = null)
    {
        var received = await SendAsync("POST", path, body);
        Assert.True((int)received.Status < 300, $"{path}: {received.Body}");
        return JsonNode.Parse(received.Body)!;
    }

    public Task<Received> SendAsync(string method, string path, string? body = null, string? key = null) =>
        http.SendAsync(method, Base + path, key, body);

    /// <summary>The status, and the sentence of a refusal.</summary>
    public async Task<string> RefusedAsync(HttpStatusCode status, string method, string path, string? body = null)
    {
        var received = await SendAsync(method, path, body);
        Assert.True(received.Status == status, $"{method} {path}: {(int)received.Status} {received.Body}");
        return (string)JsonNode.Parse(received.Body)!["message"]!;
    }

    private async Task<string> CreateAsync(string path, string body) => (string)(await PostAsync(path, body))["id"]!;
}

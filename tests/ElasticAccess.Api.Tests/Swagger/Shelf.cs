using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Idempotency;

namespace ElasticAccess.Api.Tests.Swagger;

/// <summary>
/// What the examples of the back office speak of: the account of the demo, a product on sale and one in DRAFT, a DRAFT
/// entitlement and a bulk one.
/// </summary>
internal sealed class Shelf
{
    private const string Kind = "Dynamic Monetization | Elastic Access";

    private readonly Dictionary<string, string> ids = [];

    public static async Task<Shelf> FillAsync(Service service)
    {
        var shelf = new Shelf();
        await PostAsync("accounts", """{ "id": "Northwind", "name": "Northwind", "type": "END_CUSTOMER" }""");
        var (feature, model) = (
            await PostAsync("features", """{ "name": "F", "version": "1" }"""),
            await PostAsync("license-models", Model("Studio tokens")));
        var product = await PostAsync("products", Product("Studio", feature, model));
        await PostAsync($"license-models/{model}/deploy", null);
        await PostAsync($"products/{product}/deploy", null);
        shelf.ids["{accountId}"] = "Northwind";
        shelf.ids["{featureId}"] = shelf.ids["0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a20"] =
            await PostAsync("features", """{ "name": "F", "version": "2" }""");
        shelf.ids["{licenseModelId}"] = shelf.ids["0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a21"] =
            await PostAsync("license-models", Model("M"));
        shelf.ids["{productId}"] = await PostAsync("products", Product("P", feature, model));
        await PostAsync("entitlements", """{ "id": "BULK", "bulk": true, "lineItems": [ <LI-1> ] }""");
        await PostAsync("entitlements/BULK/deploy", null);
        await PostAsync("entitlements", """{ "id": "E", "account": "Northwind", "lineItems": [ <LI-2> ] }""");
        shelf.ids["{entitlementId}/claims"] = "BULK/claims";
        shelf.ids["{entitlementId}"] = "E";
        shelf.ids["{activationId}"] = "LI-2";
        shelf.ids["{webhookId}"] = (await service.Admin.CreateWebhookAsync(
            new("https://hooks.northwind.example", ["key.changed"]))).Id;
        return shelf;

        async Task<string> PostAsync(string path, string? body)
        {
            var filled = body?.Replace("<LI-1>", LineItem("LI-1"), StringComparison.Ordinal)
                .Replace("<LI-2>", LineItem("LI-2"), StringComparison.Ordinal);
            var answer = await service.Raw.SendAsync("POST", $"/backoffice/api/v1.0/{path}", null, filled);
            return (string)JsonNode.Parse(answer.Body)!["id"]!;
        }
    }

    /// <summary>A path or a body with the ids that there are.</summary>
    public string At(string text) => ids.Aggregate(
        text, (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private static string LineItem(string activationId) =>
        $$"""
        { "activationId": "{{activationId}}", "product": "Studio", "licenseModel": "Studio tokens", "quantity": 1000,
          "partNumber": "ST-1000", "start": 0, "permanent": true }
        """;

    private static string Model(string name) =>
        $$"""{ "name": "{{name}}", "type": "{{Kind}}", "attributes": { "elastic": true, "rateTableSeries": "S" } }""";

    private static string Product(string name, string feature, string model) =>
        $$"""
        { "name": "{{name}}", "version": "1", "features": [ "{{feature}}" ], "licenseModels": [ "{{model}}" ] }
        """;
}

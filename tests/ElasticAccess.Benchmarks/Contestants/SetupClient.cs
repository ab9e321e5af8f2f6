using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>What a producer does once: prices, an instance, tokens. Through the API, like everybody.</summary>
internal sealed class SetupClient : IDisposable
{
    public const string Item = """{"item":"Render","version":"2.0","count":1}""";

    public const decimal TokensPerRequest = 2.5m;

    private const string Base = "/provisioning/api/v1.1";
    private const string Office = "/backoffice/api/v1.0";

    private readonly HttpClient _http;

    public SetupClient(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
    }

    public Task PublishRatesAsync() => SendAsync(HttpMethod.Post, $"{Base}/rate-tables", """
        {
          "effectiveFrom": 1577836800000, "series": "Studio", "version": "1",
          "items": [ { "name": "Render", "version": "2.0", "rate": 2.5 }, { "name": "Export", "rate": 1 } ]
        }
        """);

    /// <summary>An instance with one line item that no benchmark can use up.</summary>
    public async Task<string> NewInstanceAsync(int number)
    {
        using var instance = await SendAsync(HttpMethod.Post, $"{Base}/instances", $$"""
            { "shortName": "bench-{{number}}", "accountId": "Bench{{number}}" }
            """);
        var id = instance!.RootElement.GetProperty("id").GetString()!;
        using var lineItem = await SendAsync(HttpMethod.Put, $"{Base}/instances/{id}/line-items", $$"""
            {
              "activationId": "{{ActivationId(id)}}", "state": "DEPLOYED", "quantity": 1000000000000,
              "start": 1577836800000, "end": 253402300799999,
              "attributes": { "elastic": true, "rateTableSeries": "Studio" }
            }
            """);
        return id;
    }

    /// <summary>An account and a deployed product for tokens, to be sold by the back office.</summary>
    public async Task OpenShopAsync()
    {
        await SendAsync(HttpMethod.Post, $"{Office}/accounts", """
            { "id": "Bench", "name": "Bench", "type": "END_CUSTOMER" }
            """);
        var feature = await IdAsync("features", """{ "name": "Tokens", "version": "1" }""");
        var model = await IdAsync("license-models", """
            {
              "name": "Prepaid", "type": "Dynamic Monetization | Elastic Access",
              "attributes": { "elastic": true, "overdraft": { "type": "Percent", "value": 20 } }
            }
            """);
        var product = await IdAsync("products", $$"""
            { "name": "Tokens", "version": "1", "features": ["{{feature}}"], "licenseModels": ["{{model}}"] }
            """);
        await SendAsync(HttpMethod.Post, $"{Office}/license-models/{model}/deploy");
        await SendAsync(HttpMethod.Post, $"{Office}/products/{product}/deploy");
    }

    public async Task<decimal> UsedAsync(string instance)
    {
        using var lineItem = await SendAsync(
            HttpMethod.Get, $"{Base}/instances/{instance}/line-items/{ActivationId(instance)}");
        return lineItem!.RootElement.GetProperty("used").GetDecimal();
    }

    public void Dispose() => _http.Dispose();

    private static string ActivationId(string instance) => $"bench-{instance}";

    private async Task<string> IdAsync(string resource, string body)
    {
        using var made = await SendAsync(HttpMethod.Post, $"{Office}/{resource}", body);
        return made!.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<JsonDocument?> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonDocument.Parse(text)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}

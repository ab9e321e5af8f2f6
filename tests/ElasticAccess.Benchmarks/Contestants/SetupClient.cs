using System.Globalization;
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
    private const string Sessions = "/api/v1.1/sessions";
    private const int ConditionsAtOnce = 500;
    private const long Endless = 1_000_000_000_000;

    private readonly HttpClient _http;
    private readonly Dictionary<string, int> _lineItems = [];

    public SetupClient(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey);
    }

    public async Task PublishRatesAsync(string series = "Studio", int others = 0)
    {
        // Lanes read the settings with each batch, and a producer has some.
        using var settings = await SendAsync(HttpMethod.Patch, $"{Base}/configuration", """
            [ { "name": "session.charge.period", "value": "PT1H" } ]
            """);
        var items = Enumerable.Range(0, others).Select(n => $$"""{ "name": "Other-{{n}}", "rate": 1 }""")
            .Prepend("""{ "name": "Render", "version": "2.0", "rate": 2.5 }, { "name": "Export", "rate": 1 }""");
        using var table = await SendAsync(HttpMethod.Post, $"{Base}/rate-tables", $$"""
            {
              "effectiveFrom": 1577836800000, "series": "{{series}}", "version": "1",
              "items": [ {{string.Join(", ", items)}} ]
            }
            """);
    }

    /// <summary>An instance whose line items no benchmark can use up.</summary>
    public async Task<string> NewInstanceAsync(int number, InstanceShape? wanted = null)
    {
        var shape = wanted ?? InstanceShape.Plain;
        using var instance = await SendAsync(HttpMethod.Post, $"{Base}/instances", $$"""
            { "shortName": "bench-{{number}}", "accountId": "Bench{{number}}" }
            """);
        var id = instance!.RootElement.GetProperty("id").GetString()!;
        if (shape.RatedItems > 0)
        {
            await PublishRatesAsync(shape.Series, shape.RatedItems);
        }

        for (var n = 0; n < shape.LineItems; n++)
        {
            await PutLineItemAsync(id, n, shape.Series, Endless);
        }

        _lineItems[id] = shape.LineItems;
        await AddRulesAsync(id, shape.Actions);
        return id;
    }

    /// <summary>Changes the first line item of an instance so many times, each an event for webhooks.</summary>
    public async Task ChangeAsync(string instance, int times)
    {
        for (var n = 1; n <= times; n++)
        {
            await PutLineItemAsync(instance, 0, InstanceShape.Plain.Series, Endless - n);
        }
    }

    /// <summary>Of each measure in turn, each with a threshold of its own.</summary>
    public async Task AddAlertAsync(string instance, int number)
    {
        var (measure, threshold) = (number % 6) switch
        {
            0 => ("remaining", number + 1L),
            1 => ("remainingPercent", 1 + (number % 50)),
            2 => ("usedInDay", 900_000_000_000 + number),
            3 => ("usedInMonth", 900_000_000_000 + number),
            4 => ("daysToExpiry", 1 + number),
            _ => ("overdraftUsed", 1 + number),
        };
        using var alert = await SendAsync(HttpMethod.Post, $"/api/v1.1/instances/{instance}/alerts", $$"""
            { "name": "alert-{{number}}", "measure": "{{measure}}", "threshold": {{threshold}}, "cooldown": "PT1H" }
            """);
    }

    /// <summary>Live ones, in which something is in use.</summary>
    public async Task AddSessionsAsync(string instance, int count)
    {
        for (var n = 0; n < count; n++)
        {
            using var made = await SendAsync(HttpMethod.Post, Sessions, $$"""{ "instanceId": "{{instance}}" }""");
            var id = made!.RootElement.GetProperty("sessionId").GetString();
            using var access = await SendAsync(
                HttpMethod.Put,
                $"{Sessions}/{id}",
                $$"""
                {
                  "requester": { "type": "user", "value": "user-{{n}}" }, "requestedItems": [{{Item}}],
                  "rollbackOnDeny": true
                }
                """,
                instance);
        }
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
        var used = 0m;
        for (var n = 0; n < _lineItems[instance]; n++)
        {
            using var lineItem = await SendAsync(
                HttpMethod.Get, $"{Base}/instances/{instance}/line-items/{ActivationId(instance, n)}");
            used += lineItem!.RootElement.GetProperty("used").GetDecimal();
        }

        return used;
    }

    public void Dispose() => _http.Dispose();

    private static string ActivationId(string instance, int number) => $"bench-{instance}-{number}";

    private async Task PutLineItemAsync(string instance, int n, string series, long quantity)
    {
        using var lineItem = await SendAsync(HttpMethod.Put, $"{Base}/instances/{instance}/line-items", $$"""
            {
              "activationId": "{{ActivationId(instance, n)}}", "state": "DEPLOYED", "quantity": {{quantity}},
              "start": 1577836800000, "end": 253402300799999,
              "attributes": { "elastic": true, "rateTableSeries": "{{series}}" }
            }
            """);
    }

    private async Task AddRulesAsync(string id, int count)
    {
        var actions = new List<string>();
        for (var from = 0; from < count; from += ConditionsAtOnce)
        {
            var wanted = Enumerable.Range(from, Math.Min(ConditionsAtOnce, count - from)).Select(n => $$"""
                { "name": "n{{n}}", "operator": "IN", "key": "department", "values": ["Department {{n}}"] }
                """);
            using var made = await SendAsync(
                HttpMethod.Post,
                $"{Base}/instances/{id}/conditions",
                $$"""{ "conditions": [ {{string.Join(", ", wanted)}} ] }""");
            actions.AddRange(made!.RootElement.EnumerateArray().Select(condition => string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                { "conditionId": "{{condition.GetProperty("id").GetString()}}", "action": "ALLOW", "allocation": 1000 }
                """)));
        }

        if (count > 0)
        {
            var all = string.Join(", ", actions.Append("""{ "action": "ALLOW" }"""));
            await SendAsync(
                HttpMethod.Post, $"{Base}/instances/{id}/line-items/{ActivationId(id, 0)}/actions", $"[ {all} ]");
        }
    }

    private async Task<string> IdAsync(string resource, string body)
    {
        using var made = await SendAsync(HttpMethod.Post, $"{Office}/{resource}", body);
        return made!.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<JsonDocument?> SendAsync(
        HttpMethod method, string path, string? body = null, string? instance = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (instance is not null)
        {
            request.Headers.Add("x-instance-id", instance);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonDocument.Parse(text)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}

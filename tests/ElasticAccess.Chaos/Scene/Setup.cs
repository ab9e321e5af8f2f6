using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Chaos.Work;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Chaos.Scene;

/// <summary>Instances, prices, tokens and credentials, made before anything is hurt.</summary>
internal sealed class Setup(Uri service) : IDisposable
{
    private const int AttemptsMax = 50;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = service,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ServiceProcess.AdminKey) },
    };

    /// <summary>Ids of the instances, the hot ones first, and who may use them.</summary>
    public async Task<(string[] Instances, Credentials Credentials)> RunAsync()
    {
        await SendAsync("PATCH", "configuration", new JsonArray(new JsonObject
        {
            ["name"] = "session.charge.period",
            ["value"] = $"PT{World.ChargePeriod.TotalMinutes}M",
        }));
        await AddPricesAsync("scarce", [.. World.ScarceItems]);
        await AddPricesAsync("plenty", [.. World.OneOffItems]);
        await AddPricesAsync("rooms", [.. World.SessionItems]);
        var instances = new List<string>();
        for (var i = 0; i < World.HotInstances + World.ColdInstances; i++)
        {
            var made = await SendAsync(
                "POST", "instances", new JsonObject { ["shortName"] = $"chaos-{i}", ["accountId"] = $"chaos-{i}" });
            instances.Add((string)made!["id"]!);
            foreach (var (kind, quantity) in new[]
            {
                (World.Scarce, 500L), (World.Overdrawn, 500L), (World.Plenty, 1_000_000_000L),
                (World.Rooms, 1_000_000_000L),
            })
            {
                await SendAsync(
                    "PUT", $"instances/{instances[i]}/line-items",
                    Mix.LineItemBody(World.LineItem(kind, i), kind, quantity, key: null));
            }
        }

        var key = await SendAsync("POST", "api-keys", new JsonObject
        {
            ["name"] = "chaos",
            ["type"] = "client",
            ["instances"] = new JsonArray([.. instances.Select(id => (JsonNode)id)]),
        });
        return ([.. instances], new(ServiceProcess.AdminKey, (string)key!["key"]!));
    }

    public void Dispose() => http.Dispose();

    private Task AddPricesAsync(string series, string[] items) => SendAsync("POST", "rate-tables", new JsonObject
    {
        ["series"] = series,
        ["version"] = "1",
        ["effectiveFrom"] = 1,
        ["items"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
        {
            ["name"] = item, ["rate"] = World.Rates[item],
        })]),
    });

    private async Task<JsonNode?> SendAsync(string method, string path, JsonNode body)
    {
        var prefix = path == "api-keys" ? "/api/v1.1/" : "/provisioning/api/v1.1/";
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method), new Uri($"{prefix}{path}", UriKind.Relative))
            {
                Content = JsonContent.Create(body),
            };
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
            {
                return JsonNode.Parse(text);
            }

            // A control's statement may have ended the connections.
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == AttemptsMax)
            {
                throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
            }

            await Task.Delay(100);
        }
    }
}

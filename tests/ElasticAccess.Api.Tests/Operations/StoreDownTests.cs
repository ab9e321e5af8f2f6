using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Operations;

/// <summary>
/// A store in trouble is 503 with Retry-After, never a denial; the service is well again when the store is.
/// </summary>
public sealed class StoreDownTests
{
    private const string Item = """
        { "requester": { "type": "user", "value": "maria" }, "requestedItems": [ { "item": "a", "count": 1 } ] }
        """;

    [Fact]
    public async Task While_the_store_is_down_nothing_is_denied_and_afterwards_all_is_well()
    {
        await using var server = await PostgresServer.StartDurableAsync();
        Assert.NotNull(server.Cluster);
        await using var service = await ServiceProcess.StartAsync(
            await server.NewDatabaseAsync(),
            new Dictionary<string, string?>
            {
                ["ElasticAccess__Ledger__DeadlineMs"] = "1000",
                ["ElasticAccess__Demo"] = "true",
            });
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServiceProcess.AdminKey);
        var instances = await http.GetStringAsync(new Uri("/api/v1.1/instances", UriKind.Relative));
        var instance = System.Text.Json.Nodes.JsonNode.Parse(instances)!["content"]![0]!["id"]!.GetValue<string>();
        (HttpMethod Method, string Path, string? Body)[] calls =
        [
            (HttpMethod.Get, "/api/v1.1/instances", null),
            (HttpMethod.Get, $"/api/v1.1/instances/{instance}/line-items", null),
            (HttpMethod.Post, "/api/v1.1/instances", """{ "shortName": "x", "accountId": "x" }"""),
            (HttpMethod.Post, $"/elastic/api/v1.1/instances/{instance}/access-request", Item),
        ];
        Assert.All(await StatusesAsync(http, calls), status => Assert.Equal(HttpStatusCode.OK, status));

        server.Cluster.Kill9();
        Assert.All(await StatusesAsync(http, calls), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/live"));

        await server.Cluster.StartAgainAsync();
        for (var end = DateTime.UtcNow.AddSeconds(30); await StatusAsync(http, "/health/ready") != HttpStatusCode.OK;)
        {
            Assert.True(DateTime.UtcNow < end, "not ready again");
            await Task.Delay(100);
        }

        Assert.All(await StatusesAsync(http, calls), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private static async Task<HttpStatusCode[]> StatusesAsync(
        HttpClient http, (HttpMethod Method, string Path, string? Body)[] calls)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var (method, path, body) in calls)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : new StringContent(body, null, "application/json");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
                Assert.Contains("urn:elastic-access:problem:unavailable", text, StringComparison.Ordinal);
            }

            statuses.Add(answer.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}

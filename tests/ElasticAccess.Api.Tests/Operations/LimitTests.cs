using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Operations;

/// <summary>Too much at once, and what operators see of it.</summary>
public sealed partial class LimitTests(SharedServices services)
{
    private const string Body = """
        { "requester": { "type": "user", "value": "maria" }, "requestedItems": [ { "item": "a", "count": 1 } ] }
        """;

    [Fact]
    public async Task Whoever_finds_no_place_to_wait_is_told_to_come_back()
    {
        await using var service = await Service.StartAsync(Store.Sqlite, ("ElasticAccess:Ledger:WaitingMax", "0"));
        var instance = await service.NewInstance();
        foreach (var version in new[] { "v1.0", "v1.1" })
        {
            using var content = new StringContent(Body, null, "application/json");
            using var answer = await service.Raw.PostAsync(
                new Uri($"/elastic/api/{version}/instances/{instance}/access-request", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Null(ProblemBody.FindFault(
                answer.Content.Headers.ContentType, await answer.Content.ReadAsStringAsync(), 503, (
                    "message", JsonValueKind.String), null));
        }
    }

    [Fact]
    public async Task Where_all_places_are_taken_neither_credential_nor_body_is_looked_at()
    {
        await using var service = await Service.StartAsync(Store.Sqlite, ("ElasticAccess:Ledger:WaitingMax", "0"));
        using var stranger = new HttpClient { BaseAddress = service.Address };
        (HttpMethod Method, string Path, HttpStatusCode Expected)[] requests =
        [
            (HttpMethod.Post, $"instances/{Guid.NewGuid()}/access-request", HttpStatusCode.ServiceUnavailable),
            (HttpMethod.Post, $"instances/{Guid.NewGuid()}/access-requests", HttpStatusCode.ServiceUnavailable),
            (HttpMethod.Post, "sessions", HttpStatusCode.ServiceUnavailable),
            (HttpMethod.Put, $"sessions/{Guid.NewGuid()}", HttpStatusCode.ServiceUnavailable),
            (HttpMethod.Get, $"sessions/{Guid.NewGuid()}/heartbeat", HttpStatusCode.Unauthorized),
            (HttpMethod.Delete, $"sessions/{Guid.NewGuid()}", HttpStatusCode.Unauthorized),
            (HttpMethod.Get, "instances", HttpStatusCode.Unauthorized),
        ];
        foreach (var (method, path, expected) in requests)
        {
            using var request = new HttpRequestMessage(method, new Uri($"/api/v1.1/{path}", UriKind.Relative));
            request.Content = new StringContent("no JSON", null, "text/plain");
            using var answer = await stranger.SendAsync(request);
            Assert.True(expected == answer.StatusCode, $"{method} {path}: {answer.StatusCode}");
            Assert.Equal(expected == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        }
    }

    [Fact]
    public async Task Idle_connections_keep_nobody_out()
    {
        var service = await services.On(Store.Sqlite);
        var idle = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => RawConnection.OpenAsync(service.Address)));
        try
        {
            using var answer = await service.Raw.GetAsync(new Uri("/api/v1.1/configuration", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        finally
        {
            Array.ForEach(idle, connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Headers_that_do_not_come_are_not_waited_for()
    {
        var service = await services.On(Store.Sqlite);
        using var socket = await RawConnection.OpenAsync(service.Address);
        var reading = socket.ReadToEndAsync();
        await socket.WriteAsync("GET /health/live HTTP/1.1\r\n"u8.ToArray());
        var answer = await reading;
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task The_metrics_are_Prometheus_text(Store store)
    {
        // A process of its own: instruments are found by name, and would be those of every service in this one.
        await using var database = await TestDatabase.CreateAsync(store);
        await using var service = await ServiceProcess.StartAsync(
            database.ConnectionString,
            new Dictionary<string, string?> { ["ElasticAccess__Ledger__AllowUnsafeStore"] = "true" });
        using var http = new HttpClient { BaseAddress = service.Address };
        using var refused = await http.GetAsync(new Uri("/api/v1.1/instances?size=0", UriKind.Relative));
        var lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(MetricLine(), line));
        Assert.Distinct(lines.Where(line => line[0] == '#'));
        Assert.Distinct(lines.Where(line => line[0] != '#').Select(line => line[..line.LastIndexOf(' ')]));
        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_bucket", StringComparison.Ordinal)
            && line.Contains("le=\"+Inf\"", StringComparison.Ordinal));
        Assert.Contains("http_server_active_requests{method=\"GET\"} 1", lines);
    }

    [GeneratedRegex("""
        ^(# TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram)|[a-zA-Z_:][\w:]*(\{([a-zA-Z_]\w*="([^"\\]|\\.)*",?)*\})? (-?[\d.]+(E[+-]?\d+)?|NaN|[+-]Inf))$
        """)]
    private static partial Regex MetricLine();
}

using System.Text.Json;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class RouteOnSqlite(QuietSqliteService quiet) : RouteTests(quiet);

[Collection<QuietPostgres>]
public sealed class RouteOnPostgres(QuietPostgresService quiet) : RouteTests(quiet);

public abstract class RouteTests(QuietService quiet) : BadInputTest(quiet)
{
    [Theory]
    [InlineData("/api/v1.1/nothing")]
    [InlineData("/api/v1.2/instances")]
    [InlineData("/api/v1/instances")]
    [InlineData("/api/instances")]
    [InlineData("/other/api/v1.1/instances")]
    [InlineData("/provisioning/elastic/api/v1.1/instances")]
    [InlineData("/api/v1.0/api-keys")]
    [InlineData("/instances")]
    [InlineData("/api/v1.1/instances/..%2f..%2fetc/line-items")]
    [InlineData("/api/v1.1/instances/%ff/line-items")]
    [InlineData("/api/v1.1/instances/%0d%0a/line-items")]
    [InlineData("/api/v1.1/instances/1%27%20OR%201=1--/line-items")]
    [InlineData("/api/v1.1/instances/00000000-0000-0000-0000-00000000000/line-items")]
    [InlineData("/api/v1.1/instances/00000000-0000-0000-0000-000000000000/line-items")]
    [InlineData("/api/v1.1/instances/00000000-0000-0000-0000-000000000000")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/nothing")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/%ff%fe")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/%0d%0a")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/%25zz")]
    public async Task There_is_nothing_at(string path)
    {
        using var answer = await Service.Raw.GetAsync(At(path));
        await IsProblem(answer, 404);
    }

    [Theory]
    [InlineData("PUT", "/api/v1.1/instances/{instance}", "GET")]
    [InlineData("DELETE", "/api/v1.1/instances/{instance}", "GET")]
    [InlineData("PATCH", "/api/v1.0/instances/{instance}", "GET")]
    [InlineData("DELETE", "/api/v1.0/instances", "GET, POST")]
    [InlineData("PUT", "/provisioning/api/v1.1/rate-tables", "DELETE, GET, POST")]
    [InlineData("GET", "/elastic/api/v1.1/instances/{instance}/access-request", "POST")]
    [InlineData("POST", "/provisioning/api/v1.1/instances/{instance}/line-items", "GET, PUT")]
    [InlineData("TRACE", "/api/v1.1/instances", "GET, POST")]
    [InlineData("INVENTED", "/api/v1.1/configuration", "GET, PATCH")]
    [InlineData("POST", "/health/live", "GET")]
    public async Task A_method_that_is_not_offered_is_405_with_those_that_are(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), At(path));
        using var answer = await Service.Raw.SendAsync(request);
        await IsProblem(answer, 405);
        Assert.Equal(allow, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Every_prefix_and_a_slash_at_the_end_are_answered()
    {
        foreach (var root in new[] { "", "/dynamicmonetization" })
        {
            foreach (var prefix in new[] { "", "/provisioning", "/elastic", "/floating" })
            {
                foreach (var end in new[] { "", "/", "?size=5", "/?size=5" })
                {
                    using var answer = await Service.Raw.GetAsync(At($"{root}{prefix}/api/v1.0/instances{end}"));
                    Assert.True(answer.IsSuccessStatusCode, $"{root}{prefix} {end}: {answer.StatusCode}");
                }
            }
        }
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml;q=1, */*;q=0")]
    [InlineData("nonsense")]
    public async Task Whatever_is_accepted_JSON_is_answered(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At("/api/v1.1/configuration"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("If-Match", "\"x\"");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "10.0.0.1, ' or 1=1");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        using var answer = await Service.Raw.SendAsync(request);
        Assert.Equal((200, "application/json"),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/api/v1.1/instances/{instance}/line-items/x/../LI-1")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/x%2Fy/../LI-1")]
    [InlineData("/api/v1.1/instances/{instance}/line%2Ditems/LI-1")]
    [InlineData("/api/v1.1/instances/{instance}/line-items/LI%2D1/?x=/line-items/y")]
    public async Task The_line_item_is_that_of_the_path_as_it_was_routed(string path)
    {
        using var socket = await RawConnection.OpenAsync(Service.Address);
        var answer = await socket.SendAsync(
            RawConnection.Get(path.Replace("{instance}", Instance, StringComparison.Ordinal)));
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("\"activationId\":\"LI-1\"", answer, StringComparison.Ordinal);
    }

    private static async Task IsProblem(HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        var member = body.Contains("\"error\":", StringComparison.Ordinal) ? "error" : "message";
        Assert.Null(
            ProblemBody.FindFault(answer.Content.Headers.ContentType, body, status, (member, JsonValueKind.String),
            null));
    }

    private Uri At(string path) =>
        new(path.Replace("{instance}", Instance, StringComparison.Ordinal), UriKind.Relative);
}

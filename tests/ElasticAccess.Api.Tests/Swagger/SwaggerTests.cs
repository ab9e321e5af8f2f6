using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Swagger;

/// <summary>The documents are served, complete, and their examples work as they stand against the demo.</summary>
public sealed class SwaggerTests : IAsyncLifetime
{
    private const string Json = "application/json";

    // In a body the id of an instance cannot be known beforehand.
    private const string SampleInstance = "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10";

    private Service service = null!;

    public async ValueTask InitializeAsync() =>
        service = await Service.StartAsync(Store.Sqlite, ("ElasticAccess:Demo", "true"));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Every_operation_says_what_it_is_takes_and_answers(string version)
    {
        Assert.All(await OperationsAsync(version), found =>
        {
            var (method, path, operation) = found;
            Assert.DoesNotContain(':', path);
            Assert.NotNull(operation["operationId"]);
            Assert.NotNull(operation["summary"]);
            Assert.NotNull(operation["description"]);
            Assert.NotEmpty(operation["security"]!.AsArray());
            Assert.All(operation["parameters"]?.AsArray() ?? [], p => Assert.NotNull(p!["description"]));
            Assert.Equal(path.Count(c => c == '{'), Parameters(operation, "path"));
            var ofSession = path.Contains("/sessions", StringComparison.Ordinal)
                && (method, path[^9..]) != ("GET", "/sessions");
            Assert.Equal((method == "GET" ? 0 : 1) + (ofSession ? 1 : 0), Parameters(operation, "header"));
            Assert.All(operation["responses"]!.AsObject(), answer => Assert.All(
                answer.Value!["content"]?.AsObject() ?? [], media => Assert.NotNull(media.Value!["example"])));
        });
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Every_example_of_a_body_works_as_it_stands(string version)
    {
        var ct = TestContext.Current.CancellationToken;
        var demo = Assert.Single((await service.Admin.ListInstancesAsync()).Items, i => i.AccountId == "Northwind");
        var wish = new AlertWish("Low", AlertMeasure.Remaining, 1, "PT1H");
        var alert = await service.Admin.CreateAlertAsync(demo.Id, wish, ct: ct);
        var shelf = await Shelf.FillAsync(service);
        foreach (var (method, path, operation) in await OperationsAsync(version))
        {
            if (operation["requestBody"]?["content"]?[Json]?["example"] is not { } example)
            {
                continue;
            }

            var session = await service.Admin.CreateSessionAsync(demo.Id, ct: ct);
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                shelf.At(path).Replace("{instanceId}", demo.Id, StringComparison.Ordinal)
                    .Replace("{lineItemId}", "NW-2026-0001", StringComparison.Ordinal)
                    .Replace("{alertId}", alert.Id, StringComparison.Ordinal)
                    .Replace("{sessionId}", session.SessionId, StringComparison.Ordinal));
            var body = shelf.At(example.ToJsonString()).Replace(SampleInstance, demo.Id, StringComparison.Ordinal);
            request.Content = new StringContent(body, Encoding.UTF8, Json);
            using var answer = await service.Raw.SendAsync(request, ct);

            var text = await answer.Content.ReadAsStringAsync(ct);
            var declared = operation["responses"]![$"{(int)answer.StatusCode}"]?["content"]?[Json]?["example"];
            Assert.True(declared is not null, $"{method} {path}: {text}");
            Assert.Equal(Members(declared), Members(JsonNode.Parse(text)!));
        }
    }

    [Fact]
    public async Task The_page_is_served()
    {
        using var answer = await service.Anonymous.GetAsync(
            "/swagger/index.html", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<List<(string Method, string Path, JsonNode Operation)>> OperationsAsync(string version)
    {
        var text = await service.Anonymous.GetStringAsync($"/swagger/{version}/swagger.json");
        return [.. JsonNode.Parse(text)!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(
            operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!)))];
    }

    private static int Parameters(JsonNode operation, string place) =>
        (operation["parameters"]?.AsArray() ?? []).Count(parameter => (string?)parameter!["in"] == place);

    // Names of members, not their values; lists by their first element.
    private static string Members(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"{m.Key}:{Members(m.Value)}"))}}}",
        JsonArray elements => $"[{(elements.Count == 0 ? "" : Members(elements[0]))}]",
        _ => "",
    };
}

using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Swagger;

/// <summary>The documents say what the service does.</summary>
public sealed class DocumentTests(SharedServices services)
{
    // Directly under the host, with Basic beside the other credentials (contract 13).
    private const string Report = "/data/api/v1/report/usage";

    // The paths of contract 1's table, without what stands in braces.
    private static readonly (string Prefix, string[] Resources)[] Table =
    [
        ("", ["administration-keys", "client-keys", "public-keys", "api-keys", "caller"]),
        ("", ["usage", "summary", "statement"]),
        ("", ["audit"]),
        ("", ["alerts"]),
        ("", ["forecast", "forecasts"]),
        ("", ["webhooks", "deliveries", "redeliver", "test", "secret"]),
        ("", ["conditions", "actions", "sessions", "heartbeat"]),
        ("/provisioning", ["instances", "line-items", "rate-tables", "rehearsal"]),
        ("/provisioning", ["configuration", "consumption-limit", "consumption-limits"]),
        ("/elastic", ["access-request", "access-requests"]),
        ("/backoffice", ["accounts", "features", "products", "license-models", "entitlements", "imports"]),
    ];

    [Theory]
    [InlineData("v1.0", 50)]
    [InlineData("v1.1", 21)]
    public async Task Every_operation_is_described(string version, int least)
    {
        var operations = Operations(await DocumentAsync(version)).ToArray();
        Assert.True(operations.Length >= least);
        foreach (var (path, method, operation) in operations)
        {
            var at = $"{method} {path}";
            Assert.False(string.IsNullOrWhiteSpace(operation["operationId"]?.GetValue<string>()), at);
            Assert.False(string.IsNullOrWhiteSpace(operation["summary"]?.GetValue<string>()), at);
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToArray();
            Assert.Single(statuses, status => status[0] == '2');
            Assert.Empty(new[] { "401", "503" }.Except(statuses));
            Assert.True(statuses.Contains("403") || IsForEverybody(path), at);
            Assert.All(
                operation["responses"]!.AsObject().Where(response => response.Key[0] != '2'),
                response => Assert.NotNull(response.Value!["content"]!["application/problem+json"]));
            if (method != "get")
            {
                Assert.Contains("400", statuses);
                Assert.Contains("Idempotency-Key",
                    operation["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()));
            }

            if (operation["requestBody"] is { } body)
            {
                Assert.Empty(new[] { "413", "415", "422" }.Except(statuses));
                Assert.NotEmpty(body["content"]!.AsObject());
                Assert.All(body["content"]!.AsObject(), content => Assert.NotNull(content.Value!["example"]));
            }

            var named = path.Split('/').Where(part => part[..Math.Min(1, part.Length)] == "{").Select(part =>
                part.Trim('{', '}'));
            var parameters = operation["parameters"]?.AsArray().Where(p => p!["in"]!.GetValue<string>() == "path")
                .Select(p => p!["name"]!.GetValue<string>()) ?? [];
            Assert.Equal(named, parameters);
        }

        Assert.Distinct(operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Every_operation_is_listed_under_the_path_of_the_table(string version)
    {
        foreach (var (path, _, _) in Operations(await DocumentAsync(version)).Where(one => one.Path != Report))
        {
            var words = path.Split('/').Where(part => part.Length > 0 && part[0] != '{').ToArray();
            var resource = words[0] == "backoffice" ? words[3] : words[^1];
            var prefix = Table.Single(row => row.Resources.Contains(resource)).Prefix;
            Assert.StartsWith($"{prefix}/api/{version}/", path, StringComparison.Ordinal);
            Assert.False(path.EndsWith('/'), path);
        }
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Only_attributes_are_closed_and_nothing_is_required_that_cannot_be_sent(string version)
    {
        foreach (var (name, schema) in (await DocumentAsync(version))["components"]!["schemas"]!.AsObject())
        {
            var isClosed = schema!["additionalProperties"] is JsonValue value && !value.GetValue<bool>();
            Assert.True(isClosed == (name == "Attributes"), $"{name} is {(isClosed ? "closed" : "open")}");
            var members = schema["properties"]?.AsObject().Select(property => property.Key) ?? [];
            var required = schema["required"]?.AsArray().Select(member => member!.GetValue<string>()) ?? [];
            Assert.Empty(required.Except(members));
        }
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Both_ways_to_show_a_credential_are_there(string version)
    {
        var document = await DocumentAsync(version);
        var schemes = document["components"]!["securitySchemes"]!;
        Assert.Equal("bearer", schemes["Bearer"]!["scheme"]!.GetValue<string>());
        Assert.Equal("X-Api-Key", schemes["ApiKey"]!["name"]!.GetValue<string>());
        Assert.All(Operations(document), operation => Assert.Equal(
            operation.Path == Report ? ["Bearer", "ApiKey", "Basic"] : ["Bearer", "ApiKey"],
            operation.Operation["security"]!.AsArray().Select(one => Assert.Single(one!.AsObject()).Key)));
        Assert.StartsWith("3.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    internal static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => (path.Key, operation.Key, operation.Value!)));

    internal static async Task<JsonNode> DocumentAsync(Service service, string version) => JsonNode.Parse(
        await service.Anonymous.GetStringAsync(new Uri($"/swagger/{version}/swagger.json", UriKind.Relative)))!;

    // Whoever has a credential may ask, and gets what is his own.
    // Of what a credential does not reach it says nothing.
    private static bool IsForEverybody(string path) =>
        path is "/data/api/v1/report/usage" or "/api/v1.1/caller" or "/api/v1.1/forecasts";

    private async Task<JsonNode> DocumentAsync(string version) =>
        await DocumentAsync(await services.On(Store.Sqlite), version);
}

using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Swagger;

/// <summary>
/// Whoever presses "Try it out" on the demo's data gets an answer, and the schemas require what is required.
/// </summary>
public sealed class ExampleTests
{
    private const string SampleInstance = "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10";

    [Theory]
    [InlineData(Store.Sqlite, "v1.0")]
    [InlineData(Store.Sqlite, "v1.1")]
    [InlineData(Store.Postgres, "v1.0")]
    [InlineData(Store.Postgres, "v1.1")]
    public async Task Every_example_is_accepted_as_it_stands(Store store, string version)
    {
        await using var service = await Service.StartAsync(store, ("ElasticAccess:Demo", "true"));
        var document = await DocumentTests.DocumentAsync(service, version);
        var sent = 0;
        foreach (var (at, method, example) in await ExamplesAsync(service, document))
        {
            using var answer = await SendAsync(service, method, at, example);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {at}: {await answer.Content.ReadAsStringAsync()}");
            sent++;
        }

        Assert.True(sent >= 7);
        var charged = (await service.Admin.AllInstancesAsync().ToListAsync())[0];
        var items = await service.Admin.ListLineItemsAsync(charged.Id);
        Assert.Equal(version == "v1.0" ? 16 : 29, items.Sum(item => item.Used));
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task What_a_schema_requires_is_required_and_nothing_else_is(string version)
    {
        await using var service = await Service.StartAsync(Store.Sqlite, ("ElasticAccess:Demo", "true"));
        var document = await DocumentTests.DocumentAsync(service, version);
        var tried = 0;
        foreach (var (at, method, example) in await ExamplesAsync(service, document))
        {
            foreach (var (path, name, isRequired) in Members(document, Schema(document, at, method), example, ""))
            {
                var body = example.DeepClone();
                var parent = path.Aggregate(
                    body, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!);
                parent.AsObject().Remove(name);
                using var answer = await SendAsync(service, method, at, body);
                var text = await answer.Content.ReadAsStringAsync();
                var isMissed = text.Contains($"{name}: is missing but it is required\"", StringComparison.Ordinal);
                Assert.True(isMissed == isRequired, $"{method} {at} without {string.Join('.', path)}.{name}: {text}");
                tried++;
            }
        }

        Assert.True(tried > 20);
    }

    private static async Task<(string At, string Method, JsonNode Example)[]> ExamplesAsync(
        Service service, JsonNode document)
    {
        // The ids that the examples show are those of nobody: the demo's instance, a session and an alert stand in.
        var instance = (await service.Admin.AllInstancesAsync().ToListAsync())[0].Id;
        var session = (await service.Admin.CreateSessionAsync(instance)).SessionId;
        var wish = new AlertWish("Low", AlertMeasure.Remaining, 1, "PT1H");
        var alert = (await service.Admin.CreateAlertAsync(instance, wish)).Id;
        var shelf = await Shelf.FillAsync(service);
        return
        [
            .. DocumentTests.Operations(document)
                .Select(operation => (
                    shelf.At(operation.Path).Replace("{instanceId}", instance, StringComparison.Ordinal)
                        .Replace("{lineItemId}", "NW-2026-0001", StringComparison.Ordinal)
                        .Replace("{alertId}", alert, StringComparison.Ordinal)
                        .Replace("{sessionId}", session, StringComparison.Ordinal),
                    operation.Method,
                    operation.Operation["requestBody"]?["content"]?["application/json"]?["example"]))
                .Where(operation => operation.Item3 is not null)
                .Select(operation => (
                    operation.Item1,
                    operation.Method,
                    JsonNode.Parse(shelf.At(operation.Item3!.ToJsonString())
                        .Replace(SampleInstance, instance, StringComparison.Ordinal))!)),
        ];
    }

    private static JsonNode Schema(JsonNode document, string at, string method) => DocumentTests.Operations(document)
        .First(operation => operation.Method == method
            && operation.Path.Split('/').Length == at.Split('/').Length
            && operation.Path.Split('/').Zip(at.Split('/')).All(step =>
                step.First == step.Second || step.First.StartsWith('{')))
        .Operation["requestBody"]!["content"]!["application/json"]!["schema"]!;

    private static IEnumerable<(string[] Path, string Name, bool IsRequired)> Members(
        JsonNode document, JsonNode schema, JsonNode? value, params string[] path)
    {
        path = [.. path.Where(step => step.Length > 0)];
        var one = Resolve(document, schema);
        if (value is JsonArray array)
        {
            return array.SelectMany((item, i) => Members(document, one["items"] ?? one, item, [.. path, $"{i}"]));
        }

        if (value is not JsonObject members || one["properties"] is not { } properties)
        {
            return [];
        }

        var required = one["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToArray() ?? [];

        // A schema cannot say "rate or formula", nor which members an operator needs.
        string[] either = path.Length == 0 ? [] : ["rate", "operator", "key", "values", "conditions"];
        return members.Where(member => !either.Contains(member.Key)).SelectMany(member =>
            properties[member.Key] is { } below
            ? Members(document, below, member.Value, [.. path, member.Key])
                .Prepend((path, member.Key, required.Contains(member.Key)))
            : []);
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference
        ? document["components"]!["schemas"]![reference.Split('/')[^1]]!
        : schema;

    private static Task<HttpResponseMessage> SendAsync(Service service, string method, string at, JsonNode body) =>
        service.Raw.SendAsync(new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), at)
        {
            Content = new StringContent(body.ToJsonString(), null, "application/json"),
        });
}

using System.Text.Json;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Auth;

/// <summary>What the service answers at is what it documents, and all of it has a policy.</summary>
public sealed class EndpointTests(SharedServices services)
{
    private static readonly string[] Open =
        ["/health/live", "/health/ready", "/metrics", "/console/sign-in", "/console/assets/{name}"];

    private static readonly string?[] Operations = ["Administration", "Instance", "AnyCaller"];

    // Of the cookie, not of the credentials of the API.
    private static readonly string?[] Pages = ["Console", "ConsoleProducer", "ConsoleAdministrator"];

    [Fact]
    public async Task Every_endpoint_declares_who_may_call_it()
    {
        var service = await services.On(Store.Sqlite);
        var undeclared = Endpoint.All(service).Where(endpoint => !endpoint.IsOfTheFramework).Where(endpoint =>
            Open.Contains(endpoint.Path)
            ? !endpoint.IsAnonymous || endpoint.Policy is not null
            : endpoint.IsAnonymous || !(endpoint.IsOfTheConsole ? Pages : Operations).Contains(endpoint.Policy));
        Assert.Empty(undeclared);
        Assert.True(Endpoint.All(service).Length > 25);
    }

    [Fact]
    public async Task The_documents_list_every_endpoint_and_nothing_else()
    {
        var service = await services.On(Store.Sqlite);
        var listed = new List<string>();
        foreach (var version in new[] { "v1.0", "v1.1" })
        {
            using var document = JsonDocument.Parse(
                await service.Anonymous.GetStringAsync(new Uri($"/swagger/{version}/swagger.json", UriKind.Relative)));
            listed.AddRange(document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path =>
                path.Value.EnumerateObject().Select(operation =>
                    $"{operation.Name.ToUpperInvariant()} {WithoutPrefix(path.Name)}")));
        }

        var running = Endpoint.All(service).Where(endpoint => endpoint.IsOfTheApi).Select(endpoint =>
            endpoint.ToString());
        Assert.Equal(running.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string WithoutPrefix(string path) => path.StartsWith("/data/", StringComparison.Ordinal)
        ? path
        : path[path.IndexOf("/api/", StringComparison.Ordinal)..];
}

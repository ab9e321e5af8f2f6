using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class RequestedVersionOnSqlite(SharedServices services) : RequestedVersionTests(services, Store.Sqlite);

public sealed class RequestedVersionOnPostgres(SharedServices services)
    : RequestedVersionTests(services, Store.Postgres);

/// <summary>Spellings of the version that tutorials and the reference use (contract 8).</summary>
public abstract class RequestedVersionTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData("v1.0", "\"version\":\"1.0\"", "101")]
    [InlineData("v1.0", "\"requestedVersion\":\"1.0\"", "101")]
    [InlineData("v1.1", "\"requestedVersion\":\"1.0\"", "1101")]
    [InlineData("v1.1", "\"requestedVersion\":\"2.0\"", "1201")]
    [InlineData("v1.1", "\"version\":null,\"requestedVersion\":\"1.0\"", "1101")]
    [InlineData("v1.1", "\"version\":\"\"", "1201")]
    [InlineData("v1.1", "\"version\":null", "1201")]
    public async Task The_version_may_be_called_requestedVersion(string version, string member, string code)
    {
        var customer = await Customer.NewAsync(Service, "a/1.0=1");
        await customer.MapAsync("A", 10);
        using var body = new StringContent(
            $$"""{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1,{{member}}}]}""",
            System.Text.Encoding.UTF8,
            "application/json");

        using var answer = await Service.Raw.PostAsync(
            new Uri($"/elastic/api/{version}/instances/{customer.Instance}/access-request", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var item = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["requestedItems"]![0]!;
        Assert.Equal(code, (string?)item["status"]!["code"]);
        if (code.EndsWith("101", StringComparison.Ordinal))
        {
            Assert.Equal("1.0", (string?)item["version"]);
        }
    }
}

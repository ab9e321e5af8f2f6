using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Wire;

public sealed class PrefixesOnSqlite(SharedServices services) : PrefixTests(services, Store.Sqlite);

public sealed class PrefixesOnPostgres(SharedServices services) : PrefixTests(services, Store.Postgres);

/// <summary>
/// Every operation answers under every prefix, in both versions, with or without a slash (contract 1).
/// </summary>
public abstract class PrefixTests(SharedServices services, Store store) : ApiTest(services, store)
{
    public static TheoryData<string, string> Prefixes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var host in new[] { "", "/dynamicmonetization" })
            {
                foreach (var prefix in new[] { "", "/provisioning", "/elastic", "/floating" })
                {
                    data.Add($"{host}{prefix}/api/v1.0", "");
                    data.Add($"{host}{prefix}/api/v1.1", "/");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task Every_operation_answers(string prefix, string slash)
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A/B", 100);
        var lineItems = $"{prefix}/instances/{customer.Instance}/line-items";
        var lineItem = $"{lineItems}/{Uri.EscapeDataString(customer.Id("A/B"))}";
        foreach (var path in new[]
        {
            $"{prefix}/instances{slash}?size=500", $"{prefix}/instances/{customer.Instance}{slash}",
                $"{lineItems}{slash}",
            $"{lineItem}{slash}", $"{prefix}/rate-tables{slash}", $"{prefix}/configuration{slash}",
            $"{prefix}/public-keys{slash}",
        })
        {
            using var answer = await Service.Raw.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {answer.StatusCode}");
        }

        await ExpectAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"{prefix}/client-keys/unknown{slash}");
        await ExpectAsync(HttpStatusCode.Conflict, HttpMethod.Delete, $"{lineItem}{slash}");
        await ExpectAsync(
            HttpStatusCode.Conflict, HttpMethod.Delete,
                $"{prefix}/rate-tables{slash}?series={customer.Series}&version=1");
        var access = await ExpectAsync(
            HttpStatusCode.OK,
            HttpMethod.Post,
            $"{prefix}/instances/{customer.Instance}/access-request{slash}",
            """{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":2}]}""");
        Assert.Equal(6, (decimal?)access["requestedItems"]![0]!["totalTokensCharged"]);
        await ExpectAsync(HttpStatusCode.BadRequest, HttpMethod.Put, $"{lineItems}{slash}", "{}");
        await ExpectAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"{prefix}/instances{slash}", "{}");
        await ExpectAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"{prefix}/rate-tables{slash}", "{}");
        await ExpectAsync(HttpStatusCode.BadRequest, HttpMethod.Put, $"{prefix}/administration-keys{slash}", "[]");
        await ExpectAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, $"{prefix}/configuration{slash}", "[{}]");
    }

    [Theory]
    [InlineData("/dynamicmonetization/instances")]
    [InlineData("/provisioning/elastic/api/v1.1/instances")]
    [InlineData("/provisioning/dynamicmonetization/api/v1.1/instances")]
    [InlineData("/other/api/v1.1/instances")]
    [InlineData("/api/v1.2/instances")]
    [InlineData("/provisioning/health/live")]
    [InlineData("/api/v1.0/api-keys")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var answer = await Service.Raw.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<JsonNode> ExpectAsync(
        HttpStatusCode status, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Service.Raw.SendAsync(request);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {answer.StatusCode}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}

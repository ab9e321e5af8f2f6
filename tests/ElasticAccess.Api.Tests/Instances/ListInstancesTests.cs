using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Instances;

public sealed class ListInstancesOnSqlite(SharedServices services) : ListInstancesTests(services, Store.Sqlite);

public sealed class ListInstancesOnPostgres(SharedServices services) : ListInstancesTests(services, Store.Postgres);

public abstract class ListInstancesTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(500)]
    public async Task Pages_show_every_instance_once_and_oldest_first(int size)
    {
        var added = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            added.Add(await Service.NewInstance());
        }

        var listed = new List<Instance>();
        var next = 0L;
        do
        {
            var page = await Service.Admin.ListInstancesAsync(next, size);
            listed.AddRange(page.Items);
            next = page.Next;
        }
        while (next != 0);

        Assert.Equal(listed.Count, listed.DistinctBy(instance => instance.Id).Count());
        Assert.Equal(listed.OrderBy(instance => instance.Created), listed);
        Assert.Equal(added.Order(), listed.Select(instance => instance.Id).Where(added.Contains).Order());
        Assert.Contains(await Service.Admin.AllInstancesAsync().ToListAsync(), instance => instance.Id == added[0]);
    }

    [Theory]
    [InlineData("default=True")]
    [InlineData("default=true")]
    [InlineData("default=TRUE&size=500")]
    public async Task The_default_instance_of_an_account_is_found(string query)
    {
        var account = $"Ä & {Guid.NewGuid():N}";
        var first = await Service.Admin.AddInstanceAsync("first", account);
        await Service.Admin.AddInstanceAsync("second", account);

        var found = await GetAsync($"?accountId={Uri.EscapeDataString(account)}&{query}");

        Assert.Equal([first.Id], found["content"]!.AsArray().Select(instance => (string?)instance!["id"]));
        Assert.Equal(0, (long?)found["next"]);
        Assert.Empty((await GetAsync($"?accountId=nobody&{query}"))["content"]!.AsArray());
        Assert.Empty((await GetAsync($"?accountId={account.ToUpperInvariant()}x&{query}"))["content"]!.AsArray());
    }

    [Theory]
    [InlineData("?accountId=a")]
    [InlineData("?accountId=a&default=false")]
    [InlineData("?default=false")]
    [InlineData("?accountId=a&accountId=b&default=true")]
    public async Task An_account_without_default_is_refused(string query)
    {
        using var answer = await Service.Raw.GetAsync(
            new Uri($"/provisioning/api/v1.0/instances/{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<JsonNode> GetAsync(string query) => (await Service.Raw.GetFromJsonAsync<JsonNode>(
        new Uri($"/provisioning/api/v1.0/instances/{query}", UriKind.Relative)))!;
}

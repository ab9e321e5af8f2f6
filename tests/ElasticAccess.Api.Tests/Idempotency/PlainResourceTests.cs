using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Idempotency;

public sealed class PlainResourceOnSqlite(SharedServices services) : PlainResourceTests(services, Store.Sqlite);

public sealed class PlainResourceOnPostgres(SharedServices services) : PlainResourceTests(services, Store.Postgres);

/// <summary>Changes of plain resources with an Idempotency-Key (contract 18.3).</summary>
public abstract class PlainResourceTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string key = Sender.NewKey();
    private readonly string mark = $"mark-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_instance_is_added_once()
    {
        var first = await AddInstanceAsync();
        var again = await AddInstanceAsync();
        var other = await AddInstanceAsync(name: "other");

        again.AssertReplays(first);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(1, await CountInstancesAsync());
    }

    [Fact]
    public async Task Many_at_once_under_one_key_add_one_instance()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AddInstanceAsync()));

        var first = Assert.Single(answers, answer => !answer.IsReplay);
        Assert.All(answers.Where(answer => answer.IsReplay), answer => answer.AssertReplays(first));
        Assert.Equal(1, await CountInstancesAsync());
    }

    [Fact]
    public async Task A_key_belongs_to_its_version_and_caller_but_not_to_a_prefix()
    {
        var first = await AddInstanceAsync();
        (await AddInstanceAsync("/dynamicmonetization/elastic/api/v1.1")).AssertReplays(first);
        (await AddInstanceAsync("/floating/api/v1.1", slash: "/")).AssertReplays(first);
        Assert.False((await AddInstanceAsync("/provisioning/api/v1.0")).IsReplay);
        var another = await Service.Admin.CreateApiKeyAsync(new("another", Client.Models.ApiKeyType.Admin));
        using var http = Service.RawWith(another.Key);
        Assert.False((await AddInstanceAsync(by: http)).IsReplay);
        Assert.Equal(3, await CountInstancesAsync());
    }

    [Fact]
    public async Task A_conflict_is_remembered_and_a_fault_is_not()
    {
        var path = $"/provisioning/api/v1.1/rate-tables?series={mark}&version=1";
        var missing = await Service.Raw.SendAsync("DELETE", path, key);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PublishAsync(rate: "-1")).Status);
        var published = await PublishAsync(rate: "1");
        Assert.Equal((HttpStatusCode.Created, false), (published.Status, published.IsReplay));

        var conflict = await PublishAsync(rate: "1", withKey: key + "2");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        (await Service.Raw.SendAsync("DELETE", path, key)).AssertReplays(missing);
        Assert.Equal(HttpStatusCode.NoContent, (await Service.Raw.SendAsync("DELETE", path, key + "3")).Status);
        (await PublishAsync(rate: "1", withKey: key + "2")).AssertReplays(conflict);
        (await PublishAsync(rate: "1")).AssertReplays(published);
        Assert.DoesNotContain(await Service.Admin.ListRateTablesAsync(), table => table.Series == mark);
    }

    [Fact]
    public async Task A_new_API_key_is_shown_again_to_the_one_who_asked_for_it()
    {
        var body = $$"""{"name":"{{mark}}","type":"admin"}""";
        var first = await Service.Raw.SendAsync("POST", "/api/v1.1/api-keys", key, body);

        (await Service.Raw.SendAsync("POST", "/api/v1.1/api-keys", key, body)).AssertReplays(first);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Single(await Service.Admin.AllApiKeysAsync().ToListAsync(), listed => listed.Name == mark);
    }

    [Fact]
    public async Task A_key_with_a_fault_is_refused_before_anything_is_done()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/instances");
        request.Headers.Add(Sender.Header, [key, key]);
        request.Content = new StringContent(Body("name"), System.Text.Encoding.UTF8, "application/json");
        using var twice = await Service.Raw.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Service.Raw.SendAsync("POST", "/api/v1.1/instances", "a b", Body("name"))).Status);
        Assert.Equal(0, await CountInstancesAsync());
    }

    private Task<Received> AddInstanceAsync(
        string prefix = "/provisioning/api/v1.1", string name = "name", string slash = "", HttpClient? by = null) =>
        (by ?? Service.Raw).SendAsync("POST", $"{prefix}/instances{slash}", key, Body(name));

    private Task<Received> PublishAsync(string rate, string? withKey = null) => Service.Raw.SendAsync(
        "POST",
        "/provisioning/api/v1.1/rate-tables",
        withKey ?? key,
        $$"""
        { "effectiveFrom": 253402300799999, "series": "{{mark}}", "version": "1",
          "items": [ { "name": "a", "rate": {{rate}} } ] }
        """);

    private string Body(string name) => $$"""{"shortName":"{{name}}","accountId":"{{mark}}"}""";

    private async Task<int> CountInstancesAsync() =>
        await Service.Admin.AllInstancesAsync().CountAsync(instance => instance.AccountId == mark);
}

using System.Net;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Idempotency;

public sealed class AccessRequestOnSqlite(SharedServices services) : AccessRequestTests(services, Store.Sqlite);

public sealed class AccessRequestOnPostgres(SharedServices services) : AccessRequestTests(services, Store.Postgres);

/// <summary>An access request with an Idempotency-Key is charged once (contract 18.3).</summary>
public abstract class AccessRequestTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private readonly string key = Sender.NewKey();

    [Fact]
    public async Task The_same_request_is_answered_the_same_and_charged_once()
    {
        var customer = await NewCustomerAsync();

        var first = await AskAsync(customer);
        var again = await AskAsync(customer);

        Assert.Equal((HttpStatusCode.OK, false), (first.Status, first.IsReplay));
        again.AssertReplays(first);
        Assert.Equal(3, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_replay_repeats_the_verdict_although_the_balance_has_changed()
    {
        var customer = await NewCustomerAsync();
        var denied = await AskAsync(customer, count: 100);
        await customer.MapAsync("A", 1_000);

        (await AskAsync(customer, count: 100)).AssertReplays(denied);

        Assert.Contains("\"1202\"", denied.Body, StringComparison.Ordinal);
        Assert.Equal(0, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task Another_body_or_query_under_the_same_key_is_refused_without_effect()
    {
        var customer = await NewCustomerAsync();
        await AskAsync(customer);

        var other = await AskAsync(customer, count: 2);
        var query = await AskAsync(customer, query: "?x=1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("urn:elastic-access:problem:idempotency-key-reused", other.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, query.Status);
        Assert.Equal(3, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller_path_and_version_but_not_to_a_prefix()
    {
        var customer = await NewCustomerAsync();
        var other = await NewCustomerAsync();
        using var client = Service.RawWith(await Service.ClientKeyFor(customer.Instance));
        var first = await AskAsync(customer);

        Assert.False((await AskAsync(customer, by: client)).IsReplay);
        Assert.False((await AskAsync(other)).IsReplay);
        Assert.False((await AskAsync(customer, prefix: "/elastic/api/v1.0")).IsReplay);
        (await AskAsync(customer, prefix: "/dynamicmonetization/floating/api/v1.1")).AssertReplays(first);
        (await AskAsync(customer, prefix: "/api/v1.1", slash: "/")).AssertReplays(first);
        Assert.Equal(9, await customer.UsedAsync("A"));
        Assert.Equal(3, await other.UsedAsync("A"));
    }

    [Fact]
    public async Task Many_at_once_under_one_key_are_one_charge()
    {
        var customer = await NewCustomerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AskAsync(customer)));

        var first = Assert.Single(answers, answer => !answer.IsReplay);
        Assert.All(answers.Where(answer => answer.IsReplay), answer => answer.AssertReplays(first));
        Assert.Equal(3, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_missing_instance_is_remembered_and_a_malformed_request_is_not()
    {
        var customer = await NewCustomerAsync();
        var missing = $"/api/v1.1/instances/{Guid.NewGuid()}/access-request";
        var first = await Service.Raw.SendAsync("POST", missing, key, Body(1));
        Assert.Equal(HttpStatusCode.NotFound, first.Status);
        (await Service.Raw.SendAsync("POST", missing, key, Body(1))).AssertReplays(first);

        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(customer, count: 0)).Status);
        Assert.False((await AskAsync(customer)).IsReplay);
    }

    [Fact]
    public async Task A_key_is_one_to_255_visible_characters_quoted_or_bare()
    {
        var customer = await NewCustomerAsync();
        var path = PathOf(customer);
        var first = await Service.Raw.SendAsync("POST", path, key, Body(1));
        (await Service.Raw.SendAsync("POST", path, $"\"{key}\"", Body(1))).AssertReplays(first);
        foreach (var good in new[] { "!", new string('~', 255), "a\"b" })
        {
            Assert.Equal(HttpStatusCode.OK, (await Service.Raw.SendAsync("POST", path, good, Body(1))).Status);
        }

        foreach (var bad in new[] { "\"\"", new string('x', 256), "a b", "a\tb" })
        {
            var refused = await Service.Raw.SendAsync("POST", path, bad, Body(1));
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        }

        Assert.Equal(12, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task Without_a_key_every_request_is_charged()
    {
        var customer = await NewCustomerAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.False((await Service.Raw.SendAsync("POST", PathOf(customer), key: null, Body(1))).IsReplay);
        }

        Assert.Equal(9, await customer.UsedAsync("A"));
    }

    private static string PathOf(Customer customer) => $"/api/v1.1/instances/{customer.Instance}/access-request";

    private static string Body(int count) =>
        $$"""{"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":{{count}}}]}""";

    private Task<Received> AskAsync(
        Customer customer, int count = 1, string prefix = "/elastic/api/v1.1", string slash = "", string query = "",
        HttpClient? by = null) => (by ?? Service.Raw).SendAsync(
            "POST", $"{prefix}/instances/{customer.Instance}/access-request{slash}{query}", key, Body(count));

    private async Task<Customer> NewCustomerAsync()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 100);
        return customer;
    }
}

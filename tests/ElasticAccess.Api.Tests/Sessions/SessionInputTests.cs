using System.Globalization;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionInputOnSqlite(SharedServices services) : SessionInputTests(services, Store.Sqlite);

public sealed class SessionInputOnPostgres(SharedServices services) : SessionInputTests(services, Store.Postgres);

/// <summary>Malformed calls are refused at the edge, with the path of each fault, and change nothing.</summary>
public abstract class SessionInputTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData("{}", "$.instanceId: is missing but it is required")]
    [InlineData("""{"instanceId":null}""", "$.instanceId: ")]
    [InlineData("""{"instanceId":7}""", "$.instanceId: ")]
    [InlineData("""{"instanceId":""}""", "$.instanceId: ")]
    [InlineData("""{"instanceId":"nonsense"}""", "$.instanceId: ")]
    [InlineData("""{"instanceId":"a","instanceId":"b"}""", "$.instanceId: ")]
    [InlineData("[]", "$: ")]
    public async Task A_session_needs_its_instance(string body, string fault)
    {
        var answer = await Service.Raw.CallAsync("POST", "/api/v1.1/sessions", body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(fault, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_instance_has_no_sessions()
    {
        var body = new { instanceId = Guid.NewGuid() };

        Assert.Equal(404, (await Service.Raw.CallAsync("POST", "/api/v1.1/sessions", body)).Status);
    }

    [Theory]
    [InlineData("""{"requester":R,"requestedItems":[]}""", "$.rollbackOnDeny: is missing but it is required")]
    [InlineData("""{"requester":R,"requestedItems":[],"rollbackOnDeny":null}""", "$.rollbackOnDeny: ")]
    [InlineData("""{"requester":R,"requestedItems":[],"rollbackOnDeny":"true"}""", "$.rollbackOnDeny: ")]
    [InlineData("""{"requester":R,"requestedItems":[],"rollbackOnDeny":1}""", "$.rollbackOnDeny: ")]
    [InlineData("""{"requester":R,"rollbackOnDeny":true}""", "$.requestedItems: is missing but it is required")]
    [InlineData("""{"requester":R,"requestedItems":null,"rollbackOnDeny":true}""", "$.requestedItems: ")]
    [InlineData("""{"requester":R,"requestedItems":{},"rollbackOnDeny":true}""", "$.requestedItems: ")]
    [InlineData("""{"requestedItems":[],"rollbackOnDeny":true}""", "$.requester: is missing but it is required")]
    [InlineData("""{"requester":{"type":"user"},"requestedItems":[],"rollbackOnDeny":true}""", "$.requester.value: ")]
    [InlineData("""{"requester":R,"requestedItems":[{"item":"a"}],O}""", "$.requestedItems[0].count: ")]
    [InlineData("""{"requester":R,"requestedItems":[{"count":1}],O}""", "$.requestedItems[0].item: ")]
    [InlineData("""{"requester":R,"requestedItems":[{"item":"a","count":0}],O}""", "$.requestedItems[0].count: ")]
    [InlineData("""{"requester":R,"requestedItems":[{"item":"a","count":-1}],O}""", "$.requestedItems[0].count: ")]
    [InlineData("""{"requester":R,"requestedItems":[{"item":"a","count":9000000000001}],O}""", "$.requestedItems[0].count: ")]
    public async Task A_malformed_request_changes_nothing(string body, string fault)
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 100);
        var session = await Service.Raw.CreateSessionAsync(customer.Instance);
        await Service.Raw.CallAsync("PUT", $"/api/v1.1/sessions/{session}", SessionCalls.Wants("a"));

        body = body.Replace("R", """{"type":"user","value":"maria"}""", StringComparison.Ordinal)
            .Replace(",O}", ",\"rollbackOnDeny\":true}", StringComparison.Ordinal);
        var answer = await Service.Raw.CallAsync("PUT", $"/api/v1.1/sessions/{session}", body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(fault, answer.Message, StringComparison.Ordinal);
        var shown = await Service.Raw.CallAsync("GET", $"/api/v1.1/sessions/{session}");
        Assert.Equal("ACTIVE", (string?)shown.Json["state"]);
        Assert.Equal(3, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_thousand_items_are_the_most()
    {
        var customer = await Customer.NewAsync(Service, "a=0.001");
        await customer.MapAsync("A", 100);
        var session = await Service.Raw.CreateSessionAsync(customer.Instance);
        foreach (var (count, status) in new[] { (1_001, 400), (1_000, 200) })
        {
            var answer = await Service.Raw.CallAsync(
                "PUT",
                string.Create(CultureInfo.InvariantCulture, $"/api/v1.1/sessions/{session}"),
                SessionCalls.Wants([.. Enumerable.Repeat("a", count)]));
            Assert.Equal(status, answer.Status);
        }

        Assert.Equal(1, await customer.UsedAsync("A"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000-0000-0000-0000-00000000000")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("1%27%20OR%201=1--")]
    [InlineData("%ff%fe")]
    public async Task There_is_no_such_session(string session)
    {
        foreach (var (method, end) in new[] { ("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/heartbeat") })
        {
            var body = method == "PUT" ? SessionCalls.Wants() : null;
            Assert.Equal(404, (await Service.Raw.CallAsync(method, $"/api/v1.1/sessions/{session}{end}", body)).Status);
        }
    }

    [Fact]
    public async Task Methods_that_are_not_offered_are_405()
    {
        var session = await Service.Raw.CreateSessionAsync(await Service.NewInstance());

        Assert.Equal(405, (await Service.Raw.CallAsync("POST", $"/api/v1.1/sessions/{session}/heartbeat")).Status);
        Assert.Equal(405, (await Service.Raw.CallAsync("PATCH", $"/api/v1.1/sessions/{session}")).Status);
        Assert.Equal(405, (await Service.Raw.CallAsync("DELETE", "/api/v1.1/sessions")).Status);
    }
}

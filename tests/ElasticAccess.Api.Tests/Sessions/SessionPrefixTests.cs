using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionPrefixesOnSqlite(SharedServices services) : SessionPrefixTests(services, Store.Sqlite);

public sealed class SessionPrefixesOnPostgres(SharedServices services) : SessionPrefixTests(services, Store.Postgres);

/// <summary>A session's life under every prefix and version, with the codes in which the versions differ.</summary>
public abstract class SessionPrefixTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [MemberData(nameof(Wire.PrefixTests.Prefixes), MemberType = typeof(Wire.PrefixTests))]
    public async Task A_session_lives_and_ends(string prefix, string slash)
    {
        var isLatest = prefix.EndsWith("v1.1", StringComparison.Ordinal);
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 100);
        var created = await Service.Raw.CallAsync(
            "POST", $"{prefix}/sessions{slash}", new { instanceId = customer.Instance });
        var session = $"{prefix}/sessions/{created.Json["sessionId"]}";

        var access = await Service.Raw.CallAsync("PUT", session + slash, SessionCalls.Wants("a"));
        var item = access.Json["requestedItems"]![0]!;
        Assert.Equal((200, 3m), (access.Status, (decimal)item["totalTokensCharged"]!));
        Assert.Equal(isLatest ? "1101" : "101", (string?)item["status"]!["code"]);
        Assert.Equal("maria", (string?)access.Json["requester"]!["value"]);
        Assert.True(Guid.TryParse((string?)access.Json["correlationId"], out _));

        var denied = await Service.Raw.CallAsync("PUT", session + slash, SessionCalls.Wants("a", "unknown"));
        Assert.Equal(403, denied.Status);
        Assert.Equal(
            isLatest ? ["1102", "1201"] : ["102", "201"],
            denied.Json["requestedItems"]!.AsArray().Select(one => (string?)one!["status"]!["code"]));

        Assert.Equal((204, ""), await AnswerAsync("GET", $"{session}/heartbeat{slash}"));
        var shown = await Service.Raw.CallAsync("GET", session + slash);
        Assert.Equal("ACTIVE", (string?)shown.Json["state"]);
        Assert.Equal("a", (string?)shown.Json["items"]![0]!["item"]);
        Assert.Equal(1, (decimal)shown.Json["items"]![0]!["count"]!);
        var list = await Service.Raw.CallAsync("GET", $"{prefix}/sessions{slash}?instanceId={customer.Instance}");
        Assert.Single(list.Json.AsArray());

        Assert.Equal((204, ""), await AnswerAsync("DELETE", session + slash));
        foreach (var (method, path) in new[] { ("DELETE", session), ("PUT", session), ("GET", $"{session}/heartbeat") })
        {
            var answer = await Service.Raw.CallAsync(
                method, path + slash, method == "PUT" ? SessionCalls.Wants("a") : null);
            Assert.Equal(isLatest ? 409 : 403, answer.Status);
            Assert.Equal(isLatest, answer.Message!.Contains("TERMINATED", StringComparison.Ordinal));
        }

        var ended = await Service.Raw.CallAsync("GET", session + slash);
        Assert.Equal("TERMINATED", (string?)ended.Json["state"]);
        Assert.Empty(ended.Json["items"]!.AsArray());
    }

    private async Task<(int, string)> AnswerAsync(string method, string path)
    {
        var answer = await Service.Raw.CallAsync(method, path);
        return (answer.Status, answer.Text);
    }
}

using System.Net;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionKeysOnSqlite() : SessionIdempotencyTests(Store.Sqlite);

public sealed class SessionKeysOnPostgres() : SessionIdempotencyTests(Store.Postgres);

/// <summary>Calls under an Idempotency-Key are done once (contract 18.3).</summary>
public abstract class SessionIdempotencyTests(Store store) : SandboxTest(store)
{
    private const string Body =
        """
        {"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1}],"rollbackOnDeny":true}
        """;

    private static readonly string[] Versions = ["v1.0", "v1.1"];

    [Fact]
    public async Task One_session_is_made()
    {
        var body = $$"""{"instanceId":"{{Instance}}"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Service.Raw.SendAsync("POST", "/api/v1.1/sessions", "create", body)));

        var first = Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.All(answers.Where(answer => answer.IsReplay), answer => answer.AssertReplays(first));
        var list = await Service.Raw.CallAsync("GET", $"/api/v1.1/sessions?instanceId={Instance}");
        Assert.Single(list.Json.AsArray());
        var other = await Service.Raw.SendAsync(
            "POST", "/api/v1.1/sessions", "create", $$"""{"instanceId":"{{Guid.NewGuid()}}"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
    }

    [Fact]
    public async Task A_request_is_charged_once_and_its_answer_outlives_the_session()
    {
        var session = await CreateAsync();
        var path = $"/api/v1.1/sessions/{session}";
        var first = await Service.Raw.SendAsync("PUT", path, "k", Body);
        await MoveToAsync(30);
        (await Service.Raw.SendAsync("PUT", $"/floating{path}", "k", Body)).AssertReplays(first);

        Assert.Equal(6, await UsedAsync());
        Assert.Equal(60, await ChargedUntilAsync(session));
        var changed = Body.Replace("\"a\"", "\"b\"", StringComparison.Ordinal);
        var refused = await Service.Raw.SendAsync("PUT", path, "k", changed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await CloseAsync(session);
        (await Service.Raw.SendAsync("PUT", path, "k", Body)).AssertReplays(first);
        Assert.Equal(3, await UsedAsync());
    }

    [Fact]
    public async Task A_denial_is_replayed_too()
    {
        var session = await CreateAsync();
        var path = $"/api/v1.1/sessions/{session}";
        var body = Body.Replace("\"a\"", "\"unknown\"", StringComparison.Ordinal);
        var first = await Service.Raw.SendAsync("PUT", path, "k", body);
        Assert.Equal(HttpStatusCode.Forbidden, first.Status);
        await PublishAsync("2", 1, "unknown=1");
        await MoveToAsync(1);

        (await Service.Raw.SendAsync("PUT", path, "k", body)).AssertReplays(first);
        Assert.Equal(0, await UsedAsync());
    }

    [Fact]
    public async Task A_session_is_closed_once_and_the_retry_hears_204()
    {
        foreach (var version in Versions)
        {
            var session = await CreateAsync();
            await RequestAsync(session, "a");
            var path = $"/api/{version}/sessions/{session}";
            var first = await Service.Raw.SendAsync("DELETE", path, "k");
            Assert.Equal(HttpStatusCode.NoContent, first.Status);
            (await Service.Raw.SendAsync("DELETE", path, "k")).AssertReplays(first);
            var second = await Service.Raw.SendAsync("DELETE", path, "another");
            Assert.Equal(version == "v1.0" ? HttpStatusCode.Forbidden : HttpStatusCode.Conflict, second.Status);
            Assert.Equal(0, await UsedAsync());
        }
    }
}

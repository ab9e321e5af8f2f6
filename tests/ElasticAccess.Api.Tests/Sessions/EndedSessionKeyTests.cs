using System.Net;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class EndedSessionKeysOnSqlite() : EndedSessionKeyTests(Store.Sqlite);

public sealed class EndedSessionKeysOnPostgres() : EndedSessionKeyTests(Store.Postgres);

/// <summary>
/// The refusal that an ended session gives is an answer like any other: 403 in v1.0 and 409 in v1.1 are kept under the
/// key and come again (contract 10 and 18.3). A heartbeat is a GET, and takes no key.
/// </summary>
public abstract class EndedSessionKeyTests(Store store) : SandboxTest(store)
{
    private const string Body =
        """
        {"requester":{"type":"user","value":"maria"},"requestedItems":[{"item":"a","count":1}],"rollbackOnDeny":true}
        """;

    [Theory]
    [InlineData("v1.0", "PUT", HttpStatusCode.Forbidden)]
    [InlineData("v1.0", "DELETE", HttpStatusCode.Forbidden)]
    [InlineData("v1.1", "PUT", HttpStatusCode.Conflict)]
    [InlineData("v1.1", "DELETE", HttpStatusCode.Conflict)]
    public async Task A_refusal_is_kept_under_its_key(string version, string method, HttpStatusCode status)
    {
        var session = await CreateAsync();
        await CloseAsync(session);
        var (path, body) = ($"/api/{version}/sessions/{session}", method == "PUT" ? Body : null);

        var first = await Service.Raw.SendAsync(method, path, "k", body);

        Assert.Equal((status, false), (first.Status, first.IsReplay));
        (await Service.Raw.SendAsync(method, path, "k", body)).AssertReplays(first);
        var other = await Service.Raw.SendAsync(method, $"{path}?explain=true", "k", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
    }

    [Theory]
    [InlineData("v1.0", HttpStatusCode.Forbidden)]
    [InlineData("v1.1", HttpStatusCode.Conflict)]
    public async Task A_heartbeat_is_answered_anew(string version, HttpStatusCode status)
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        var path = $"/api/{version}/sessions/{session}/heartbeat";
        var alive = await Service.Raw.SendAsync("GET", path, "k");
        Assert.Equal(HttpStatusCode.NoContent, alive.Status);
        await CloseAsync(session);

        for (var round = 0; round < 2; round++)
        {
            var ended = await Service.Raw.SendAsync("GET", path, "k");
            Assert.Equal((status, false), (ended.Status, ended.IsReplay));
        }
    }
}

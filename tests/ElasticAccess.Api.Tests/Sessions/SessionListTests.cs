using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionListOnSqlite() : SessionListTests(Store.Sqlite);

public sealed class SessionListOnPostgres() : SessionListTests(Store.Postgres);

/// <summary>The live sessions of an instance (contract 10.1, A16).</summary>
public abstract class SessionListTests(Store store) : SandboxTest(store)
{
    [Fact]
    public async Task The_newest_hundred_of_those_that_live()
    {
        var sessions = new List<string>();
        for (var i = 0; i < 103; i++)
        {
            sessions.Add(await CreateAsync());
        }

        // Another instance's is never among them.
        await Service.Raw.CreateSessionAsync(await Service.NewInstance());
        sessions.Reverse();
        Assert.Equal(sessions.Take(100), await IdsAsync());

        foreach (var ended in new[] { 0, 50 })
        {
            Assert.Equal(204, await CloseAsync(sessions[ended]));
        }

        Assert.Equal(sessions.Where((_, i) => i is not (0 or 50)).Take(100), await IdsAsync());
    }

    [Fact]
    public async Task Times_are_0_until_they_are_something()
    {
        var session = await CreateAsync();
        await AssertTimesAsync("IDLE", 0, 0, 0);
        await MoveToAsync(5);
        await RequestAsync(session, "a");
        await AssertTimesAsync("ACTIVE", Minute(65), 0, Minute(5));
        await MoveToAsync(66);
        await HeartbeatAsync(session);
        await AssertTimesAsync("ACTIVE", Minute(125), Minute(66), Minute(5));
        await MoveToAsync(70);
        await RequestAsync(session, "");
        await AssertTimesAsync("IDLE", 0, Minute(66), Minute(70));

        async Task AssertTimesAsync(string state, long chargedUntil, long lastHeartBeat, long lastAccessRequest)
        {
            var live = Assert.Single(await ListAsync())!.AsObject();
            Assert.Equal(
                ["sessionId", "instanceId", "state", "chargedUntil", "lastHeartBeat", "lastAccessRequest"],
                live.Select(member => member.Key));
            Assert.Equal(
                (session, Instance, state),
                ((string?)live["sessionId"], (string?)live["instanceId"], (string?)live["state"]));
            Assert.Equal(
                (chargedUntil, lastHeartBeat, lastAccessRequest),
                ((long)live["chargedUntil"]!, (long)live["lastHeartBeat"]!, (long)live["lastAccessRequest"]!));
        }
    }

    [Fact]
    public async Task Without_any_the_list_is_empty_and_without_an_instance_it_is_refused()
    {
        Assert.Empty(await ListAsync());
        Assert.Equal(400, (await Service.Raw.CallAsync("GET", "/api/v1.1/sessions")).Status);
        Assert.Equal(400, (await Service.Raw.CallAsync("GET", "/api/v1.1/sessions?instanceId=")).Status);
        Assert.Equal(400, (await Service.Raw.CallAsync("GET", "/api/v1.1/sessions?instanceId=nonsense")).Status);
        var twice = $"/api/v1.1/sessions?instanceId={Instance}&instanceId={Instance}";
        Assert.Equal(400, (await Service.Raw.CallAsync("GET", twice)).Status);
        var unknown = $"/api/v1.1/sessions?instanceId={Guid.NewGuid()}";
        Assert.Equal(404, (await Service.Raw.CallAsync("GET", unknown)).Status);
    }

    private async Task<JsonArray> ListAsync() =>
        (await Service.Raw.CallAsync("GET", $"/api/v1.1/sessions?instanceId={Instance}")).Json.AsArray();

    private async Task<IEnumerable<string?>> IdsAsync() =>
        (await ListAsync()).Select(live => (string?)live!["sessionId"]);
}

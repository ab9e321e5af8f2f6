using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class AccessSessionOnSqlite() : AccessSessionOnServiceTests(Store.Sqlite);

public sealed class AccessSessionOnPostgres() : AccessSessionOnServiceTests(Store.Postgres);

/// <summary>The client's session against the real service: both clocks are moved minute by minute.</summary>
public abstract class AccessSessionOnServiceTests(Store store) : SandboxTest(store)
{
    private readonly ManualTime time = new();
    private readonly List<AccessEndedEventArgs> ends = [];
    private decimal minute;

    [Fact]
    public async Task It_lives_through_automatic_charges_and_gives_back_the_rest_when_disposed()
    {
        using var client = await NewClientAsync();
        var session = await OpenAsync(client);
        Assert.Equal(6, await UsedAsync());

        await GoToAsync(60, heartbeats: false);
        await GoToAsync(119, heartbeats: true);
        Assert.True(session.IsActive);
        Assert.Equal(12, await UsedAsync());
        await GoToAsync(120, heartbeats: false);
        await GoToAsync(150, heartbeats: true);
        Assert.True(session.IsActive);
        Assert.Equal(18, await UsedAsync());
        Assert.Empty(ends);

        await session.DisposeAsync();
        await session.DisposeAsync();

        Assert.Equal(15, await UsedAsync());
        Assert.Equal("TERMINATED", await StateAsync(session.Session.SessionId));
        Assert.Equal(AccessEndReason.Closed, Assert.Single(ends).Reason);
    }

    [Fact]
    public async Task When_the_service_ends_it_that_is_told_once()
    {
        using var client = await NewClientAsync();
        var session = await OpenAsync(client);
        await SetQuantityAsync(7);

        // The service could not charge the second hour.
        await GoToAsync(61, heartbeats: false);
        Assert.Equal("TERMINATED", await StateAsync(session.Session.SessionId));
        await EndAsync(session);
        await session.DisposeAsync();

        Assert.Equal(AccessEndReason.HeartbeatRefused, Assert.Single(ends).Reason);
        Assert.Contains("TERMINATED", ends[0].Detail!, StringComparison.Ordinal);
        Assert.False(session.IsActive);
        Assert.Equal(6, await UsedAsync());
    }

    private async Task<ElasticAccessClient> NewClientAsync() => new(new ElasticAccessOptions
    {
        BaseAddress = Service.Address,
        Credential = Credential.ApiKey(await Service.ClientKeyFor(Instance)),
        TimeProvider = time,
    });

    private async Task<AccessSession> OpenAsync(ElasticAccessClient client)
    {
        var session = await AccessSession.OpenAsync(client, Instance, Customer.Maria, [new("a")]);
        session.Ended += (_, end) =>
        {
            lock (ends)
            {
                ends.Add(end);
            }
        };
        Assert.True(session.IsActive);
        return session;
    }

    // The service first, as its charge comes before the client's heartbeat.
    private async Task GoToAsync(decimal to, bool heartbeats)
    {
        var before = await LastHeartbeatAsync();
        for (; minute < to; minute++)
        {
            await MoveToAsync(minute + 1);
            time.Advance(TimeSpan.FromMinutes(1));
            if (heartbeats && minute + 1 == 75 + (60 * decimal.Floor((to - 60) / 60)))
            {
                // Sent by now; it is on its way.
                for (var i = 0; i < 200 && await LastHeartbeatAsync() == before; i++)
                {
                    await Task.Delay(20);
                }

                Assert.NotEqual(before, await LastHeartbeatAsync());
            }
        }
    }

    private async Task EndAsync(AccessSession session)
    {
        for (var i = 0; i < 200 && !session.EndToken.IsCancellationRequested; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20);
        }

        Assert.True(session.EndToken.IsCancellationRequested);
    }

    private async Task<long> LastHeartbeatAsync()
    {
        var list = await Service.Raw.CallAsync("GET", $"/api/v1.1/sessions?instanceId={Instance}");
        return list.Json.AsArray() is [var live] ? (long)live!["lastHeartBeat"]! : 0;
    }
}

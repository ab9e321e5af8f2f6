using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class AccessSessionOnSqlite() : AccessSessionOnServiceTests(Store.Sqlite);

public sealed class AccessSessionOnPostgres() : AccessSessionOnServiceTests(Store.Postgres);

/// <summary>The client's session against the real service: both clocks are moved minute by minute.</summary>
public abstract class AccessSessionOnServiceTests(Store store) : SandboxTest(store)
{
    private readonly WatchedTime time = new();
    private readonly List<AccessEndedEventArgs> ends = [];

    [Fact]
    public async Task It_lives_through_automatic_charges_and_gives_back_the_rest_when_disposed()
    {
        using var client = await NewClientAsync();
        var session = await OpenAsync(client);
        Assert.Equal(6, await UsedAsync());

        for (var hour = 1; hour <= 2; hour++)
        {
            await GoToAsync(60 * hour);
            Assert.Equal(6 + (6 * hour), await UsedAsync());

            // An eighth of the period after the charge the heartbeat goes out by itself.
            await GoToAsync((60 * hour) + 7.5m);
            await time.NextPauseAsync(hour + 1);
            Assert.Equal(Minute((60 * hour) + 7.5m), await LastHeartbeatAsync());
            Assert.True(session.IsActive);
        }

        await GoToAsync(150);
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
        await GoToAsync(61);
        Assert.Equal("TERMINATED", await StateAsync(session.Session.SessionId));
        await GoToAsync(67.5m);
        await EndedAsync(session);
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
    private async Task GoToAsync(decimal minute)
    {
        await MoveToAsync(minute);
        time.MoveTo((double)minute);
    }

    private static async Task EndedAsync(AccessSession session)
    {
        for (var i = 0; i < 500 && !session.EndToken.IsCancellationRequested; i++)
        {
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

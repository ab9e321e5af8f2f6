using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Sessions;

public sealed class SessionClockOnSqlite() : SessionClockTests(Store.Sqlite);

public sealed class SessionClockOnPostgres() : SessionClockTests(Store.Postgres);

/// <summary>What a clock that jumps does to a session; the times are minutes.</summary>
public abstract class SessionClockTests(Store store) : SessionFixture(store)
{
    [Fact]
    public async Task A_clock_that_jumped_back_does_not_bring_back_old_prices()
    {
        var (instance, session) = await BeginAsync();
        await PublishAsync("clock", Minute(30), "a=5");
        Assert.Equal("granted", await RequestAsync(instance, session, ["a"], rollback: true, Minute(40)));

        // Nothing happens to a session before its last event: the new price is in effect.
        Assert.Equal("granted", await RequestAsync(instance, session, ["a", "a"], rollback: true, Minute(10)));

        Assert.Equal(10, await UsedAsync());
        Assert.Equal(Minute(100).Ms, (await SessionAsync(session)).ChargedUntilMs);
    }

    [Fact]
    public async Task A_clock_that_jumped_back_by_hours_charges_nothing_twice()
    {
        var (instance, session) = await BeginAsync();
        await RequestAsync(instance, session, ["a"], rollback: true, Minute(0));
        await CurrentLedger.DoDueAsync(instance, [session], Minute(60), CancellationToken.None);
        Assert.Equal("alive", await HeartbeatAsync(instance, session, Minute(61)));

        foreach (var minute in new[] { -300, -120, 0, 59, 60, 119 })
        {
            await RestartAsync();
            await CurrentLedger.DoDueAsync(instance, [session], Minute(minute), CancellationToken.None);
            Assert.Equal("alive", await HeartbeatAsync(instance, session, Minute(minute)));
            Assert.Equal(2, await UsedAsync());
        }

        await CurrentLedger.DoDueAsync(instance, [session], Minute(120), CancellationToken.None);
        Assert.Equal(3, await UsedAsync());
    }

    [Fact]
    public async Task A_heartbeat_of_a_replica_whose_clock_lags_is_written_at_the_session_s_own_time()
    {
        var (instance, session) = await BeginAsync();
        await RequestAsync(instance, session, ["a"], rollback: true, Minute(0));
        Assert.Equal("alive", await HeartbeatAsync(instance, session, Minute(1)));
        await RequestAsync(instance, session, ["a"], rollback: true, Minute(10));

        // Half a minute after the one before by its own clock, nine minutes by what it reads.
        Assert.Equal("alive", await HeartbeatAsync(instance, session, Minute(1.5)));

        Assert.Equal(Minute(10).Ms, (await SessionAsync(session)).LastHeartBeatMs);
    }

    private async Task<(Guid Instance, Guid Session)> BeginAsync()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("clock", "a=1");
        await MapAsync(instance, 100, "clock");
        return (instance, await CreateAsync(instance, Now));
    }

    private async Task<decimal> UsedAsync()
    {
        await using var db = DataStore.NewDb();
        var row = await db.LineItems.AsNoTracking().SingleAsync();
        Assert.Equal(row.UsedMicro, await db.Entries.SumAsync(entry => entry.TokensMicro));
        return new Domain.Tokens(row.UsedMicro).Value;
    }
}

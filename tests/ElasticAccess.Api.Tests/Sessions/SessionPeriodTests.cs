using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionPeriodsOnSqlite() : SessionPeriodTests(Store.Sqlite);

public sealed class SessionPeriodsOnPostgres() : SessionPeriodTests(Store.Postgres);

/// <summary>Automatic charges under other periods and prices, and with too few tokens (contract 10.5, 17.9).</summary>
public abstract class SessionPeriodTests(Store store) : SandboxTest(store)
{
    [Fact]
    public async Task A_new_period_counts_from_the_next_charge()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await SetPeriodAsync("PT2H");
        Assert.Equal(60, await ChargedUntilAsync(session));
        await MoveToAsync(60);
        Assert.Equal(180, await ChargedUntilAsync(session));

        // Half of the period that was charged, which is two hours.
        await MoveToAsync(119);
        Assert.Equal(204, await HeartbeatAsync(session));
        await SetPeriodAsync("PT10M");
        await MoveToAsync(150);
        Assert.Equal(204, await CloseAsync(session));
        Assert.Equal(6 + 6 - 1.5m, await UsedAsync());
    }

    [Fact]
    public async Task With_ten_minutes_the_window_is_five()
    {
        await SetPeriodAsync("PT10M");
        var (first, second) = (await CreateAsync(), await CreateAsync());
        await RequestAsync(first, "a");
        await RequestAsync(second, "a");
        await MoveToAsync(14.9m);
        Assert.Equal(24, await UsedAsync());
        Assert.Equal(204, await HeartbeatAsync(first));
        await MoveToAsync(15);
        Assert.Equal(18, await UsedAsync());
        Assert.Equal(409, await HeartbeatAsync(second));
        await MoveToAsync(20);
        Assert.Equal(24, await UsedAsync());
        Assert.Equal(30, await ChargedUntilAsync(first));
    }

    [Fact]
    public async Task Each_automatic_charge_asks_for_the_price_of_its_time()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await PublishAsync("2", 90, "a=10", "b=9");
        await PublishAsync("3", 180, "b=9");
        await MoveToAsync(60);
        await HeartbeatAsync(session);
        Assert.Equal(12, await UsedAsync());

        await MoveToAsync(125);
        await HeartbeatAsync(session);
        Assert.Equal(22, await UsedAsync());

        // The table in effect from 180 on has no such item: the session ends, and the past hour was used.
        await MoveToAsync(181);
        Assert.Equal("TERMINATED", await StateAsync(session));
        Assert.Equal(22, await UsedAsync());
    }

    [Fact]
    public async Task Too_few_tokens_at_an_automatic_charge_end_the_session_and_refund_nothing()
    {
        await SetQuantityAsync(20);
        var session = await CreateAsync();
        await RequestAsync(session, "a b");
        Assert.Equal(15, await UsedAsync());
        await MoveToAsync(60);
        Assert.Equal(15, await UsedAsync());
        Assert.Equal("TERMINATED", await StateAsync(session));
        Assert.Equal(409, await HeartbeatAsync(session));
        Assert.Equal("403 -", await RequestAsync(session, "", version: "v1.0"));
    }

    [Fact]
    public async Task A_request_at_the_due_time_is_decided_after_the_charge()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(59);
        await HeartbeatAsync(session);
        await MoveToAsync(60);
        Assert.Equal("200 1101", await RequestAsync(session, "b"));
        Assert.Equal(6 + 9, await UsedAsync());
        Assert.Equal(120, await ChargedUntilAsync(session));
    }
}

using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionChargesOnSqlite() : SessionChargeTests(Store.Sqlite);

public sealed class SessionChargesOnPostgres() : SessionChargeTests(Store.Postgres);

/// <summary>The documented time lines and the acceptance examples A8 to A11 over HTTP, in minutes.</summary>
public abstract class SessionChargeTests(Store store) : SandboxTest(store)
{
    [Fact]
    public async Task A_session_is_charged_by_the_hour_and_the_unused_rest_is_given_back()
    {
        var session = await CreateAsync();
        Assert.Equal("200 1101", await RequestAsync(session, "a"));
        Assert.Equal(6, await UsedAsync());
        await MoveToAsync(60);
        Assert.Equal(12, await UsedAsync());
        await MoveToAsync(80);
        Assert.Equal(204, await HeartbeatAsync(session));
        await MoveToAsync(120);
        Assert.Equal(18, await UsedAsync());
        await MoveToAsync(140);
        Assert.Equal(204, await CloseAsync(session));
        Assert.Equal(14, await UsedAsync());
        Assert.Equal("TERMINATED", await StateAsync(session));
    }

    [Fact]
    public async Task Other_items_in_mid_session_refund_the_old_and_start_a_new_time_line()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(60);
        await HeartbeatAsync(session);
        await MoveToAsync(120);
        await HeartbeatAsync(session);
        await MoveToAsync(140);
        Assert.Equal("200 1101 1101", await RequestAsync(session, "a b"));
        Assert.Equal(29, await UsedAsync());
        Assert.Equal(200, await ChargedUntilAsync(session));
        await MoveToAsync(200);
        Assert.Equal(44, await UsedAsync());
    }

    [Fact]
    public async Task A_missed_heartbeat_refunds_the_whole_last_charge_and_ends_the_session()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(300);
        Assert.Equal(6, await UsedAsync());
        Assert.Equal("TERMINATED", await StateAsync(session));
        Assert.Equal(409, await HeartbeatAsync(session));
        Assert.Equal(403, await HeartbeatAsync(session, "v1.0"));
        Assert.Equal(409, await CloseAsync(session));
        Assert.Equal("409 -", await RequestAsync(session, "a"));
    }

    [Fact]
    public async Task An_empty_list_halts_and_a_later_request_goes_on()
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(15);
        Assert.Equal("200", await RequestAsync(session, ""));
        Assert.Equal(1.5m, await UsedAsync());
        Assert.Equal("IDLE", await StateAsync(session));
        Assert.Equal(204, await HeartbeatAsync(session));
        await MoveToAsync(50);
        await RequestAsync(session, "a");
        Assert.Equal(7.5m, await UsedAsync());
        Assert.Equal(110, await ChargedUntilAsync(session));
    }

    [Theory]
    [InlineData(true, 6, "ACTIVE")]
    [InlineData(false, 2, "TERMINATED")]
    public async Task A_denied_change_keeps_the_session_or_ends_it_with_the_refund(
        bool rollbackOnDeny, decimal used, string state)
    {
        var session = await CreateAsync();
        await RequestAsync(session, "a");
        await MoveToAsync(20);
        Assert.Equal("403 1102 1202", await RequestAsync(session, "a 200*b", rollbackOnDeny));
        Assert.Equal(used, await UsedAsync());
        Assert.Equal(state, await StateAsync(session));
        Assert.Equal(rollbackOnDeny ? 60 : null, await ChargedUntilAsync(session));
    }

    [Fact]
    public async Task An_invalid_item_fails_the_whole_set()
    {
        var session = await CreateAsync();
        Assert.Equal("403 1201 1102", await RequestAsync(session, "unknown 5*a"));
        Assert.Equal("403 201 102", await RequestAsync(session, "unknown 5*a", version: "v1.0"));
        Assert.Equal(0, await UsedAsync());
        Assert.Equal("IDLE", await StateAsync(session));
    }

    [Fact]
    public async Task Thirty_idle_days_end_a_session()
    {
        var session = await CreateAsync();
        await MoveToAsync(30 * 24 * 60 - 1);
        Assert.Equal("IDLE", await StateAsync(session));
        await MoveToAsync(30 * 24 * 60);
        Assert.Equal("TERMINATED", await StateAsync(session));
    }
}

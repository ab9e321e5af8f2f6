namespace ElasticAccess.Client.Tests;

public sealed partial class AccessSessionTests
{
    [Fact]
    public async Task New_items_begin_a_new_time_line()
    {
        _service.On(Put, 200, Wire.Answer(("Studio", "1101"), ("Render", "1101"))).On(Beat, 204);
        var session = await Open();
        _service.Time.Advance(TimeSpan.FromMinutes(20));

        var access = await session.ChangeItemsAsync([new("Studio"), new("Render")], ct: Ct);
        await _service.Arrival();

        Assert.True(access.Granted);
        Assert.Equal(["Studio", "Render"], session.Items.Select(i => i.Item));
        await HeartbeatAt(87.5);
        await _service.Time.TimerAt(At(147.5));
    }

    [Fact]
    public async Task A_denied_change_with_rollback_leaves_everything_as_it_was()
    {
        _service.On(Put, 403, Wire.Answer(("Render", "1202"))).On(Beat, 204);
        var session = await Open();
        _service.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.False((await session.ChangeItemsAsync([new("Render")], ct: Ct)).Granted);
        await _service.Arrival();

        Assert.True(session.IsActive);
        Assert.Equal("Studio", Assert.Single(session.Items).Item);
        await HeartbeatAt(67.5);
    }

    [Fact]
    public async Task A_denied_change_without_rollback_ends_access()
    {
        _service.On(Put, 403, Wire.Answer(("Render", "1202")));
        var session = await Open();

        await session.ChangeItemsAsync([new("Render")], rollbackOnDeny: false, ct: Ct);
        await session.DisposeAsync();

        Assert.Equal(AccessEndReason.Denied, Assert.Single(_ends).Reason);
        Assert.False(session.IsActive);
        Assert.DoesNotContain(_service.Sent, s => s.Method == "DELETE");
    }

    [Fact]
    public async Task An_idle_session_sends_no_heartbeats_until_it_is_used_again()
    {
        _service.On(Put, 200, Wire.Answer()).On(Put, 200, Wire.Answer(("Studio", "1101"))).On(Beat, 204);
        var session = await Open();

        await session.ChangeItemsAsync([], ct: Ct);
        Assert.False(session.IsActive);
        _service.Time.Advance(TimeSpan.FromMinutes(500));
        await session.ChangeItemsAsync([new("Studio")], ct: Ct);
        await _service.Arrival();
        await _service.Arrival();

        Assert.True(session.IsActive);
        await HeartbeatAt(567.5);
    }

    [Fact]
    public async Task A_change_without_an_answer_is_not_active_but_kept_alive_and_can_be_repeated()
    {
        _service.Broken(Put).On(Beat, 204).On(Beat, 204).On(Put, 200, Wire.Answer(("Render", "1101")));
        var session = await Open(o => o with { Retry = RetryOptions.None });
        _service.Time.Advance(TimeSpan.FromMinutes(20));

        var e = await Assert.ThrowsAsync<ElasticAccessException>(
            () => session.ChangeItemsAsync([new("Render")], ct: Ct));
        await _service.Arrival();
        Assert.False(session.IsActive);
        await HeartbeatAt(35);
        await HeartbeatAt(50);
        Assert.Empty(_ends);
        await session.ChangeItemsAsync([new("Render")], options: new() { IdempotencyKey = e.IdempotencyKey }, ct: Ct);

        Assert.True(session.IsActive);
        Assert.Equal("Render", Assert.Single(session.Items).Item);
    }

    [Fact]
    public async Task A_session_that_is_not_live_any_more_ends_access_on_the_next_change()
    {
        _service.On(Put, 409, """{"message":"The session is TERMINATED"}""");
        var session = await Open();

        await Assert.ThrowsAsync<ElasticAccessException>(() => session.ChangeItemsAsync([new("Render")], ct: Ct));

        Assert.Equal(AccessEndReason.SessionNotLive, Assert.Single(_ends).Reason);
    }
}

using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Domain.Tests.Sessions;

public class SessionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Requester Maria = new("user", "maria", new Dictionary<string, Fact>());
    private static readonly SessionItem[] Items =
        [new("Render", "2.0", Tokens.Whole(4), new Dictionary<string, decimal> { ["gpus"] = 2 }, null)];

    private static readonly Session Idle = Session.Created(Guid.NewGuid(), Guid.NewGuid(), Minute(0));
    private static readonly Session Active = Idle.AfterRequest(Maria, Items, Minute(10), Hour);

    [Fact]
    public void A_new_session_is_idle_and_expires_after_30_days()
    {
        Assert.Equal((SessionState.Idle, 0, null), (Idle.State, Idle.Interval, Idle.ChargedUntil));
        Assert.Equal(new DueWork.IdleExpired(Minute(30 * 24 * 60)), SessionTimeline.NextDue(Idle));
    }

    [Fact]
    public void A_granted_request_makes_it_active_and_says_what_comes_next()
    {
        Assert.Equal(
            (SessionState.Active, 1, Minute(70), Minute(10)),
            (Active.State, Active.Interval, Active.ChargedUntil!.Value, Active.LastAccessRequest!.Value));
        Assert.Equal((Maria, Items, Hour, null), (Active.Requester, Active.Items, Active.Period, Active.IdleSince));
        Assert.Equal(new DueWork.AutomaticCharge(Minute(70), Interval: 2), SessionTimeline.NextDue(Active));
    }

    [Fact]
    public void An_automatic_charge_has_its_due_time_and_asks_for_a_heartbeat()
    {
        var charged = Active.AfterAutomaticCharge(TimeSpan.FromMinutes(30));

        Assert.Equal((2, Minute(100), Minute(70)),
            (charged.Interval, charged.ChargedUntil!.Value, charged.LastAutomaticCharge!.Value));
        Assert.Equal(new DueWork.MissedHeartbeat(Minute(85), Interval: 2), SessionTimeline.NextDue(charged));

        var alive = charged.AfterHeartbeat(Minute(80));

        Assert.Equal(Minute(80), alive.LastHeartBeat);
        Assert.Equal(new DueWork.AutomaticCharge(Minute(100), Interval: 3), SessionTimeline.NextDue(alive));
    }

    [Fact]
    public void Intervals_go_on_counting_over_halts_and_new_time_lines()
    {
        var again = Active.AfterHalt(Maria, Minute(20)).AfterRequest(Maria, Items, Minute(30), Hour);

        Assert.Equal(2, again.Interval);
        Assert.Equal(3, again.AfterRequest(Maria, Items, Minute(31), Hour).Interval);
        Assert.Equal(new DueWork.AutomaticCharge(Minute(90), Interval: 3), SessionTimeline.NextDue(again));
    }

    [Fact]
    public void An_ended_session_has_nothing_in_use_and_nothing_due()
    {
        foreach (var end in new[] { SessionState.Terminated, SessionState.Failed })
        {
            var ended = Active.AfterEnd(end, Minute(20));

            Assert.Equal((end, Minute(20), null), (ended.State, ended.EndedAt!.Value, ended.ChargedUntil));
            Assert.Empty(ended.Items);
            Assert.Null(SessionTimeline.NextDue(ended));
            Assert.Null(SessionTimeline.Due(ended, Minute(1_000_000)));
            Assert.Equal(Tokens.Zero, Refund.OfUnusedRest(ended, Tokens.Whole(6), Minute(20)));
        }
    }

    [Fact]
    public void Only_what_is_due_by_now_is_due()
    {
        Assert.Null(SessionTimeline.Due(Active, Minute(69)));
        Assert.Null(SessionTimeline.Due(Active, new(Minute(70).Ms - 1)));
        Assert.NotNull(SessionTimeline.Due(Active, Minute(70)));

        var charged = Active.AfterAutomaticCharge(Hour);
        Assert.NotNull(SessionTimeline.Due(charged, Minute(100)));
        Assert.Null(SessionTimeline.DueBeforeHeartbeat(charged, Minute(100)));
        Assert.NotNull(SessionTimeline.DueBeforeHeartbeat(charged, new(Minute(100).Ms + 1)));
        Assert.NotNull(SessionTimeline.DueBeforeHeartbeat(Active, Minute(70)));
    }

    [Fact]
    public void Nothing_happens_before_the_last_event()
    {
        var charged = Active.AfterAutomaticCharge(Hour);

        Assert.Equal(Minute(70), charged.LastEvent);
        Assert.Equal(Minute(70), charged.AfterHeartbeat(Minute(5)).LastHeartBeat);
        Assert.Equal(Minute(130), charged.AfterRequest(Maria, Items, Minute(5), Hour).ChargedUntil);
        Assert.Equal(Minute(70), charged.AfterHalt(Maria, Minute(5)).IdleSince);
        Assert.Equal(Minute(70), charged.AfterEnd(SessionState.Terminated, Minute(5)).EndedAt);
        Assert.Equal(Tokens.Whole(6), Refund.OfUnusedRest(charged, Tokens.Whole(6), Minute(5)));

        var alive = charged.AfterHeartbeat(Minute(100));
        Assert.Equal(Minute(100), alive.LastEvent);
        Assert.Equal(Tokens.Whole(3), Refund.OfUnusedRest(alive, Tokens.Whole(6), Minute(80)));
    }

    [Fact]
    public void A_window_of_an_odd_period_is_cut_to_whole_milliseconds()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), SessionTimeline.HeartbeatWindow(Hour));
        Assert.Equal(TimeSpan.FromMilliseconds(7), SessionTimeline.HeartbeatWindow(TimeSpan.FromMilliseconds(15)));
    }

    [Fact]
    public void To_decide_with_work_left_undone_is_a_broken_invariant()
    {
        var charged = Active.AfterAutomaticCharge(Hour);
        var ended = Active.AfterEnd(SessionState.Terminated, Minute(20));

        Assert.All<Func<Session>>(
            [
                () => Active.AfterRequest(Maria, Items, Minute(70), Hour),
                () => Active.AfterHalt(Maria, Minute(70)),
                () => Active.AfterHeartbeat(Minute(70)),
                () => charged.AfterHeartbeat(new(Minute(100).Ms + 1)),
                () => charged.AfterAutomaticCharge(Hour),
                () => Idle.AfterAutomaticCharge(Hour),
                () => Active.AfterAutomaticCharge(TimeSpan.Zero),
                () => Active.AfterRequest(Maria, [], Minute(20), Hour),
                () => Active.AfterEnd(SessionState.Idle, Minute(20)),
                () => ended.AfterRequest(Maria, Items, Minute(30), Hour),
                () => ended.AfterHalt(Maria, Minute(30)),
                () => ended.AfterHeartbeat(Minute(30)),
                () => ended.AfterAutomaticCharge(Hour),
            ],
            decide => Assert.Throws<InvalidOperationException>(decide));
    }

    private static Instant Minute(long minutes) => new(minutes * 60_000);
}

namespace ElasticAccess.Domain.Sessions;

/// <summary>What a session needs done, and the time with which it is done however late it is.</summary>
public abstract record DueWork
{
    private DueWork(Instant at) => At = at;

    public Instant At { get; }

    /// <summary>
    /// Charge the items again, as interval number <paramref name="Interval"/>. Where that is impossible the session
    /// ends TERMINATED at that time and nothing is refunded.
    /// </summary>
    public sealed record AutomaticCharge(Instant At, int Interval) : DueWork(At);

    /// <summary>Refund all of the automatic charge of that interval, and end the session at that time.</summary>
    public sealed record MissedHeartbeat(Instant At, int Interval) : DueWork(At);

    /// <summary>End the session at that time; there is nothing to refund.</summary>
    public sealed record IdleExpired(Instant At) : DueWork(At);
}

/// <summary>
/// When a session next needs attention (contract 10.5). The caller does what is due, takes the session as that left
/// it, and asks again: so that after an outage all is done in order, each thing with its own time.
/// </summary>
/// <remarks>
/// Ties. Work due exactly at <c>now</c> is done (contract 18.8), before the call that comes at that moment: a request
/// at the end of the paid interval finds the next one charged, and gets it back whole. One call is in time at the very
/// end of its window: a heartbeat at exactly P/2 after the charge, unless the missed heartbeat was dealt with already.
/// A request, halt or close at that moment comes too late, and the customer has the whole last charge back.
/// </remarks>
public static class SessionTimeline
{
    /// <summary>How long a session may be IDLE.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromDays(30);

    /// <summary>What is done for a session makes nothing else due for it sooner than this afterwards.</summary>
    public static readonly TimeSpan ShortestStep = HeartbeatWindow(ChargePeriod.Least);

    /// <summary>How long after an automatic charge its heartbeat may arrive: half the period, in whole ms.</summary>
    public static TimeSpan HeartbeatWindow(TimeSpan period) =>
        TimeSpan.FromMilliseconds(period.Ticks / (2 * TimeSpan.TicksPerMillisecond));

    /// <summary>Null when the session has ended.</summary>
    public static DueWork? NextDue(Session session) => session switch
    {
        { State: SessionState.Idle, IdleSince: { } since } => new DueWork.IdleExpired(since + IdleMax),
        { State: SessionState.Active, AwaitsHeartbeat: true, LastAutomaticCharge: { } charge } =>
            new DueWork.MissedHeartbeat(charge + HeartbeatWindow(session.Period), session.Interval),
        { State: SessionState.Active, ChargedUntil: { } until } =>
            new DueWork.AutomaticCharge(until, session.Interval + 1),
        _ => null,
    };

    /// <summary>The first thing due at or before <paramref name="now"/>: for the worker, and before a call.</summary>
    public static DueWork? Due(Session session, Instant now) =>
        NextDue(session) is { } due && due.At <= session.TimeOf(now) ? due : null;

    /// <summary>The same before a heartbeat, for which a window that ends exactly now is still open.</summary>
    public static DueWork? DueBeforeHeartbeat(Session session, Instant now) =>
        Due(session, now) is { } due && !(due is DueWork.MissedHeartbeat && due.At == session.TimeOf(now)) ? due : null;
}

using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Sessions;

/// <summary>
/// What becomes of a session (contract 10.4 to 10.6). Everything due is to be done before
/// (<see cref="SessionTimeline"/>); to go on without it, or with an ended session, breaks an invariant and throws.
/// </summary>
public sealed partial record Session
{
    /// <summary>
    /// A request was granted and charged: a new time line starts, whose first charge needs no heartbeat. There is at
    /// least one item; an empty list is <see cref="AfterHalt"/>.
    /// </summary>
    public Session AfterRequest(Requester requester, IReadOnlyList<SessionItem> items, Instant now, TimeSpan period)
    {
        Require(items.Count > 0 && period > TimeSpan.Zero, "a granted request names items and a charge period");
        RequireNothingDue(SessionTimeline.Due(this, now));
        var at = TimeOf(now);
        return this with
        {
            State = SessionState.Active,
            Requester = requester,
            Items = items,
            Interval = Interval + 1,
            ChargedUntil = at + period,
            Period = period,
            AwaitsHeartbeat = false,
            LastAccessRequest = at,
            IdleSince = null,
        };
    }

    /// <summary>An empty list: nothing in use. A session that was IDLE already goes on with its 30 days.</summary>
    public Session AfterHalt(Requester requester, Instant now)
    {
        RequireNothingDue(SessionTimeline.Due(this, now));
        var at = TimeOf(now);
        return this with
        {
            State = SessionState.Idle,
            Requester = requester,
            Items = [],
            ChargedUntil = null,
            AwaitsHeartbeat = false,
            LastAccessRequest = at,
            IdleSince = IdleSince ?? at,
        };
    }

    /// <summary>
    /// The next interval was charged, with its due time whatever the clock says, so that intervals join without a gap.
    /// <paramref name="period"/> is the one configured now: a change counts from the next charge on.
    /// </summary>
    public Session AfterAutomaticCharge(TimeSpan period)
    {
        Require(period > TimeSpan.Zero, "a charge period is positive");
        Require(SessionTimeline.NextDue(this) is DueWork.AutomaticCharge, "no automatic charge comes next");
        return this with
        {
            Interval = Interval + 1,
            ChargedUntil = ChargedUntil!.Value + period,
            Period = period,
            LastAutomaticCharge = ChargedUntil,
            AwaitsHeartbeat = true,
        };
    }

    /// <summary>The session stays as it is, and the last automatic charge stands.</summary>
    public Session AfterHeartbeat(Instant now)
    {
        RequireNothingDue(SessionTimeline.DueBeforeHeartbeat(this, now));
        return this with { LastHeartBeat = TimeOf(now), AwaitsHeartbeat = false };
    }

    /// <summary>TERMINATED or FAILED for good. Ending an ended session changes nothing.</summary>
    public Session AfterEnd(SessionState end, Instant at)
    {
        Require(end is SessionState.Terminated or SessionState.Failed, "a session ends TERMINATED or FAILED");
        return IsLive
            ? this with
            {
                State = end,
                Items = [],
                ChargedUntil = null,
                AwaitsHeartbeat = false,
                IdleSince = null,
                EndedAt = TimeOf(at),
            }
            : this;
    }

    private void RequireNothingDue(DueWork? due)
    {
        Require(IsLive, $"the session is {State}");
        Require(due is null, $"{due} was to be done first");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Broken invariant of a session: {what}");
        }
    }
}

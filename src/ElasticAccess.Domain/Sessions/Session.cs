using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Sessions;

/// <summary>Terminated and Failed are final; Failed is an internal error during an automatic charge (17.11).</summary>
public enum SessionState
{
    Idle,
    Active,
    Terminated,
    Failed,
}

/// <summary>
/// One item in use, as it was requested: the automatic charges ask for the same again, with the same
/// <paramref name="Variables"/> (contract 5.1). <paramref name="MetaData"/> is the JSON that usage rows carry.
/// </summary>
public sealed record SessionItem(
    string Item, string Version, Tokens Count, IReadOnlyDictionary<string, decimal> Variables, string? MetaData);

/// <summary>
/// All that is known of a session when something is decided about it (contract 10). The functions that return what it
/// becomes expect that everything due was done before (<see cref="SessionTimeline"/>), and throw otherwise.
/// </summary>
public sealed record Session
{
    public required Guid Id { get; init; }

    public required Guid InstanceId { get; init; }

    public required Instant CreatedAt { get; init; }

    public SessionState State { get; init; } = SessionState.Idle;

    /// <summary>Of the last granted request or halt; null before the first.</summary>
    public Requester? Requester { get; init; }

    /// <summary>In use; empty unless ACTIVE.</summary>
    public IReadOnlyList<SessionItem> Items { get; init; } = [];

    /// <summary>Number of the last interval charged, from 1; 0 before the first. It goes on over new time lines.</summary>
    public int Interval { get; init; }

    /// <summary>End of the paid interval, exclusive; null unless ACTIVE.</summary>
    public Instant? ChargedUntil { get; init; }

    /// <summary>P in force when the paid interval was charged; zero before the first charge.</summary>
    public TimeSpan Period { get; init; }

    public Instant? LastAutomaticCharge { get; init; }

    /// <summary>The last automatic charge was not yet followed by a heartbeat or a granted request.</summary>
    public bool AwaitsHeartbeat { get; init; }

    public Instant? LastHeartBeat { get; init; }

    /// <summary>The last granted request or halt. A denied one that was rolled back changes nothing.</summary>
    public Instant? LastAccessRequest { get; init; }

    /// <summary>Null unless IDLE.</summary>
    public Instant? IdleSince { get; init; }

    /// <summary>Null while live.</summary>
    public Instant? EndedAt { get; init; }

    public bool IsLive => State is SessionState.Idle or SessionState.Active;

    /// <summary>The latest thing that happened to it.</summary>
    public Instant LastEvent => new[] { LastAutomaticCharge, LastHeartBeat, LastAccessRequest, IdleSince, EndedAt }
        .Aggregate(CreatedAt, (latest, at) => at is { } one ? Instant.Later(latest, one) : latest);

    /// <summary>A session is IDLE from its creation until its first request.</summary>
    public static Session Created(Guid id, Guid instanceId, Instant now) =>
        new() { Id = id, InstanceId = instanceId, CreatedAt = now, IdleSince = now };

    /// <summary>A clock that jumped back does not take the session with it: nothing happens before its last event.</summary>
    public Instant TimeOf(Instant now) => Instant.Later(now, LastEvent);

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

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
/// All that is known of a session when something is decided about it (contract 10).
/// </summary>
public sealed partial record Session
{
    public required Guid Id { get; init; }

    public required Guid InstanceId { get; init; }

    public required Instant CreatedAt { get; init; }

    public SessionState State { get; init; } = SessionState.Idle;

    /// <summary>Of the last granted request or halt; null before the first.</summary>
    public Requester? Requester { get; init; }

    /// <summary>In use; empty unless ACTIVE.</summary>
    public IReadOnlyList<SessionItem> Items { get; init; } = [];

    /// <summary>Number of the last interval charged, from 1; 0 before the first. New time lines count on.</summary>
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

    /// <summary>A clock that jumped back takes no session with it: nothing happens before its last event.</summary>
    public Instant TimeOf(Instant now) => Instant.Later(now, LastEvent);
}

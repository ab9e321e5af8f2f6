namespace ElasticAccess.Client;

/// <summary>Why access ended.</summary>
public enum AccessEndReason
{
    /// <summary>The program closed the session.</summary>
    Closed,

    /// <summary>A new set of items was denied without rollback: the service terminated the session.</summary>
    Denied,

    /// <summary>The service answered a heartbeat with something other than 204.</summary>
    HeartbeatRefused,

    /// <summary>No 204 came to a heartbeat in the time there was.</summary>
    HeartbeatUnanswered,

    /// <summary>The service said, on another call, that the session is not live.</summary>
    SessionNotLive,
}

/// <summary>Says that access ended, and why. From here on the software must not be used.</summary>
/// <param name="reason">Why.</param>
/// <param name="detail">What the service or the connection said; null when there is nothing to add.</param>
public sealed class AccessEndedEventArgs(AccessEndReason reason, string? detail) : EventArgs
{
    /// <summary>Why.</summary>
    public AccessEndReason Reason { get; } = reason;

    /// <summary>What the service or the connection said; null when there is nothing to add.</summary>
    public string? Detail { get; } = detail;
}

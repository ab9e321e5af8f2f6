using System.Net;
using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>
/// Names a session, and the instance that the header <c>x-instance-id</c> needs (contract section 10.2).
/// </summary>
/// <param name="SessionId">UUID made by the service.</param>
/// <param name="InstanceId">The session's instance; may be null with an administration credential only.</param>
public sealed record SessionHandle(string SessionId, string? InstanceId = null);

/// <summary>A live session in a list (contract section 10.1).</summary>
/// <param name="SessionId">UUID made by the service.</param>
/// <param name="InstanceId">The instance that is charged.</param>
/// <param name="State">Idle or active.</param>
public sealed record SessionSummary(string SessionId, string InstanceId, SessionState State)
{
    /// <summary>The end of the period paid for, when the next automatic charge falls due; null while idle.</summary>
    [JsonConverter(typeof(ZeroAsNullTime))]
    public DateTimeOffset? ChargedUntil { get; init; }

    /// <summary>The last heartbeat; null before the first.</summary>
    [JsonConverter(typeof(ZeroAsNullTime))]
    public DateTimeOffset? LastHeartBeat { get; init; }

    /// <summary>The last access request; null before the first.</summary>
    [JsonConverter(typeof(ZeroAsNullTime))]
    public DateTimeOffset? LastAccessRequest { get; init; }
}

/// <summary>One session with the items it uses (contract section 10.1).</summary>
/// <param name="SessionId">UUID made by the service.</param>
/// <param name="InstanceId">The instance that is charged.</param>
/// <param name="State">Whether it is live.</param>
/// <param name="Items">The items in use; empty while idle.</param>
public sealed record SessionDetail(
    string SessionId, string InstanceId, SessionState State, IReadOnlyList<SessionItem> Items);

/// <summary>An item that a session uses (contract section 10.1).</summary>
/// <param name="Item">The item's name.</param>
/// <param name="Version">Its version, if it has one.</param>
/// <param name="Count">How many.</param>
public sealed record SessionItem(string Item, string? Version = null, decimal Count = 0);

/// <summary>The state of a session (contract section 10.1).</summary>
[JsonConverter(typeof(UpperCaseEnum<SessionState>))]
public enum SessionState
{
    /// <summary>A state that this client does not know. Treat it as not live.</summary>
    Unknown,

    /// <summary>No items in use, no charges; at most 30 days.</summary>
    Idle,

    /// <summary>Items in use, charged again every period.</summary>
    Active,

    /// <summary>Over: closed, denied without rollback, out of tokens, or without a heartbeat.</summary>
    Terminated,

    /// <summary>Over, by an error inside the service.</summary>
    Failed,
}

/// <summary>The answer to a heartbeat (contract sections 10.5 and 10.6).</summary>
/// <param name="StatusCode">The HTTP status; null when no answer came in time.</param>
/// <param name="Reason">What the service or the connection said; null when alive.</param>
public sealed record Heartbeat(HttpStatusCode? StatusCode, string? Reason)
{
    /// <summary>True on 204 and on nothing else. False: stop using the software.</summary>
    public bool IsAlive => StatusCode == HttpStatusCode.NoContent;
}

internal sealed record NewSession(string InstanceId);

internal sealed record CreatedSession(string SessionId);

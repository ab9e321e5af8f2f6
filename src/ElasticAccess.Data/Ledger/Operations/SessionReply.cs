using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>What a call on a session came to (contract 10).</summary>
public abstract record SessionReply
{
    private SessionReply()
    {
    }

    public sealed record Created(Guid SessionId) : SessionReply;

    /// <summary>A request was decided; when it was not granted nothing was charged.</summary>
    public sealed record Decided(bool IsGranted, IReadOnlyList<ItemDecision> Items) : SessionReply;

    /// <summary>A heartbeat was taken.</summary>
    public sealed record Alive : SessionReply;

    public sealed record Closed : SessionReply;

    /// <summary>All that was due is done.</summary>
    public sealed record UpToDate : SessionReply;

    /// <summary>It has ended; its id can never be used again.</summary>
    public sealed record NotLive(SessionState State) : SessionReply;

    /// <summary>No such session, or no such instance.</summary>
    public sealed record NotFound : SessionReply;
}

using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Rows;

/// <summary>A session (contract 10). Changed by the ledger only.</summary>
public sealed class SessionRow
{
    internal SessionRow()
    {
    }

    public required Guid InstanceId { get; init; }

    /// <summary>Of version 7, so that the order of ids is the order of creation.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>Counts the changes, so that a change meets the row that it was made for.</summary>
    public int Revision { get; internal set; }

    public SessionState State { get; internal set; }

    public required long CreatedMs { get; init; }

    /// <summary>When it next needs attention; null when it has ended.</summary>
    public long? DueMs { get; internal set; }

    public string? RequesterType { get; internal set; }

    public string? RequesterValue { get; internal set; }

    /// <summary>JSON, as the caller sent it.</summary>
    public string? Dictionary { get; internal set; }

    /// <summary>JSON array of the items in use.</summary>
    public string Items { get; internal set; } = "[]";

    /// <summary>JSON array of their names, by which prices are found.</summary>
    public string ItemNames { get; internal set; } = "[]";

    public int Interval { get; internal set; }

    public long? ChargedUntilMs { get; internal set; }

    /// <summary>Of the paid interval; 0 before the first.</summary>
    public long PeriodMs { get; internal set; }

    public long? LastAutomaticChargeMs { get; internal set; }

    public bool AwaitsHeartbeat { get; internal set; }

    public long? LastHeartBeatMs { get; internal set; }

    public long? LastAccessRequestMs { get; internal set; }

    public long? IdleSinceMs { get; internal set; }

    public long? EndedMs { get; internal set; }

    /// <summary>
    /// Sequence of the first ledger row of the paid interval's charge; the rows of a charge lie together.
    /// </summary>
    public long? ChargeFrom { get; internal set; }

    /// <summary>Sequence of its last ledger row.</summary>
    public long? ChargeTo { get; internal set; }

    /// <summary>When those rows were written, which tells the month that they are kept in.</summary>
    public long? ChargeWriteMs { get; internal set; }
}

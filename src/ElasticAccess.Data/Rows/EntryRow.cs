namespace ElasticAccess.Data.Rows;

public enum EntryKind
{
    Charge,
    AutomaticCharge,
    Refund,
    Denial,
}

/// <summary>
/// A ledger row: one item charged to or refunded to one line item, or one item denied (contract 13). Append-only; all
/// of an instance's balances can be rebuilt from them.
/// </summary>
public sealed class EntryRow
{
    internal EntryRow()
    {
    }

    public required Guid InstanceId { get; init; }

    /// <summary>Gap-free per instance, in the order of the decisions.</summary>
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required Guid CorrelationId { get; init; }

    /// <summary>Place of the item in its request, from 0.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>
    /// Place among the rows of its request, from 0: with it a session's interval is charged only once.
    /// </summary>
    public required int Part { get; init; }

    /// <summary>Null for a denial.</summary>
    public Guid? LineItemId { get; init; }

    /// <summary>The action whose allocation was charged; null where none was.</summary>
    public Guid? ActionId { get; init; }

    /// <summary>Start of the period of the consumption limit that it counted in; null where none was.</summary>
    public long? LimitStartMs { get; init; }

    public Guid? SessionId { get; init; }

    /// <summary>Number of the session's charged interval.</summary>
    public long? Interval { get; init; }

    /// <summary>For a refund: the sequence of the charge that it undoes. A charge is refunded at most once.</summary>
    public long? RefundOf { get; init; }

    public required string Item { get; init; }

    public required string Version { get; init; }

    public required long CountMicro { get; init; }

    public long? RateMicro { get; init; }

    public Guid? RateTableId { get; init; }

    /// <summary>Micro-tokens: positive for a charge, negative for a refund, 0 for a denial.</summary>
    public required long TokensMicro { get; init; }

    /// <summary>Of the line item, after this row.</summary>
    public long? UsedMicro { get; init; }

    /// <summary>Whole tokens that the line item entitled to at that time.</summary>
    public long? Quantity { get; init; }

    public required string RequesterType { get; init; }

    public required string RequesterValue { get; init; }

    /// <summary>JSON, as the caller sent it.</summary>
    public string? Dictionary { get; init; }

    /// <summary>JSON, as the caller sent it.</summary>
    public string? MetaData { get; init; }

    /// <summary>As in v1.0 (contract 8.1).</summary>
    public required int Status { get; init; }

    public required long UsageMs { get; init; }

    public required long WriteMs { get; init; }
}

namespace ElasticAccess.Data.Rows;

/// <summary>
/// A run of an instance's ledger rows, at its place in the order in which all usage is read. The rows of a range were
/// used within one quarter hour and written within one month (both UTC).
/// </summary>
public sealed class FeedRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>Sequence of the first ledger row.</summary>
    public required long FromSequence { get; init; }

    /// <summary>Sequence of the last one.</summary>
    public required long ToSequence { get; init; }

    /// <summary>A total order that only grows: no range that commits later lies before one that is there.</summary>
    public required long Position { get; init; }

    public required long MinUsageMs { get; init; }

    public required long MaxUsageMs { get; init; }

    public required long MinWriteMs { get; init; }

    public required long MaxWriteMs { get; init; }
}

/// <summary>How far an instance is in the feed and in the roll-ups.</summary>
public sealed class UsageHeadRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>Of the last ledger row that is in both.</summary>
    public required long Sequence { get; init; }

    /// <summary>How many of its ledger rows were dropped after their time of retention.</summary>
    public long DroppedRows { get; init; }

    /// <summary>The largest sequence among them; 0 where nothing was dropped.</summary>
    public long DroppedSequence { get; init; }

    /// <summary>The latest usage among them; null where nothing was dropped.</summary>
    public long? DroppedUsageMs { get; init; }
}

/// <summary>Who used something: what roll-ups by requester or dictionary name by its id.</summary>
public sealed class UsageWhoRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>A hash of the rest.</summary>
    public required Guid WhoId { get; init; }

    public required string RequesterType { get; init; }

    public required string RequesterValue { get; init; }

    /// <summary>JSON, as the caller sent it.</summary>
    public string? Dictionary { get; init; }
}

/// <summary>
/// Sums of the ledger rows of a stretch of time, by usage time. An amount is <c>thousands</c> × 1,000 tokens +
/// <c>micro</c>: a sum of any number of rows then fits two whole numbers of 64 bits.
/// </summary>
public sealed class UsageRollupRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>As <see cref="Domain.Usage.SummarySource"/> numbers it.</summary>
    public required int Grain { get; init; }

    /// <summary>Start of the stretch.</summary>
    public required long BucketMs { get; init; }

    /// <summary>All zero for denials.</summary>
    public required Guid LineItemId { get; init; }

    public required string Item { get; init; }

    public required string Version { get; init; }

    /// <summary>All zero where the grain does not tell who.</summary>
    public required Guid WhoId { get; init; }

    public required long ChargedThousands { get; init; }

    public required long ChargedMicro { get; init; }

    /// <summary>Positive.</summary>
    public required long RefundedThousands { get; init; }

    public required long RefundedMicro { get; init; }

    /// <summary>Counts granted, an item that was split over line items once.</summary>
    public required long CountThousands { get; init; }

    public required long CountMicro { get; init; }

    public required long Denials { get; init; }
}

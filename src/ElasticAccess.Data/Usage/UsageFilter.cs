using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Usage;

/// <summary>Which usage is wanted; null is all (contract 18.7).</summary>
public sealed record UsageFilter
{
    /// <summary>Inclusive, by usage time.</summary>
    public long? FromMs { get; init; }

    /// <summary>Exclusive, by usage time.</summary>
    public long? ToMs { get; init; }

    /// <summary>What a caller may see at all.</summary>
    public IReadOnlyCollection<Guid>? Instances { get; init; }

    public Guid? InstanceId { get; init; }

    public string? AccountId { get; init; }

    public string? Item { get; init; }

    /// <summary>The requester's value, whatever its type.</summary>
    public string? Requester { get; init; }

    /// <summary>Of single rows only: a summary has no sessions.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Of single rows only.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>Of single rows only.</summary>
    public IReadOnlyCollection<EntryKind>? Kinds { get; init; }
}

/// <summary>
/// A place in the order in which all usage is read: behind the row of that sequence in the range at that position.
/// </summary>
public readonly record struct UsagePosition(long Position, long Sequence)
{
    public static UsagePosition Start => default;
}

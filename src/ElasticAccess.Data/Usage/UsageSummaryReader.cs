using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Usage;

/// <summary>Where a stretch of time is read from.</summary>
public enum UsageSource
{
    Rows,
    Quarters,
    Days,
    DaysByWho,
}

/// <summary>A stretch of time, start inclusive, end exclusive; whole buckets of its source.</summary>
public sealed record UsageSpan(UsageSource Source, long FromMs, long ToMs);

/// <summary>What a summary is by. Dictionary keys and the requester need sources that tell who.</summary>
public sealed record UsageGrouping
{
    public bool Item { get; init; }

    public bool Version { get; init; }

    public bool Requester { get; init; }

    public bool Account { get; init; }

    public bool Instance { get; init; }

    public bool LineItem { get; init; }

    public IReadOnlyList<string> DictionaryKeys { get; init; } = [];

    /// <summary>
    /// Ascending starts of the buckets of time, of which the first is not after the first span; empty for none.
    /// </summary>
    public IReadOnlyList<long> BucketStarts { get; init; } = [];
}

/// <summary>A group's key: what it is not by is null. Records of equal values are equal.</summary>
/// <param name="Bucket">Index into <see cref="UsageGrouping.BucketStarts"/>.</param>
/// <param name="ActivationId">Null for denials, too.</param>
/// <param name="LineItemId">The line item's own id, which tells apart two of one activation id.</param>
/// <param name="Dictionary">
/// A JSON array: the value of each key, in their order; null where the requester has none.
/// </param>
public sealed record UsageKey(
    int? Bucket, Guid? InstanceId, string? AccountId, Guid? LineItemId, string? ActivationId, string? Item,
    string? Version, string? RequesterType, string? RequesterValue, string? Dictionary);

public sealed record UsageGroup(UsageKey Key, UsageSums Sums);

/// <summary>Adds up usage by any grouping, from roll-ups where they serve and from rows at the edges.</summary>
public sealed class UsageSummaryReader(IStore store)
{
    /// <summary>
    /// All groups, in no order. What was not yet caught up with is left out of every source alike: all in one snapshot.
    /// </summary>
    public Task<IReadOnlyList<UsageGroup>> ReadAsync(
        UsageFilter filter, UsageGrouping grouping, IReadOnlyList<UsageSpan> spans, CancellationToken ct) =>
        throw new NotSupportedException(store.Description);
}

using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Usage;

/// <summary>Reads single rows in an order that only grows at its end: nothing is missed or seen twice.</summary>
public sealed class UsageReader(IStore store)
{
    /// <summary>
    /// At most <paramref name="count"/> rows behind <paramref name="after"/>. One short query: a call looks at a
    /// bounded number of rows, and nothing is held until the next.
    /// </summary>
    public Task<UsagePage> ReadAsync(UsageFilter filter, UsagePosition after, int count, CancellationToken ct) =>
        throw new NotSupportedException(store.Description);
}

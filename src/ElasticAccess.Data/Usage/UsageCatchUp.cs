using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Usage;

/// <summary>
/// Brings committed ledger rows into the feed and the roll-ups. The only writer of both: one at a time, whichever
/// process it is in.
/// </summary>
public sealed class UsageCatchUp(IStore store)
{
    /// <summary>
    /// What is committed by now is in the feed and in the roll-ups when this returns; whoever is at it is waited for.
    /// </summary>
    public Task CatchUpAsync(CancellationToken ct) => throw new NotSupportedException(store.Description);

    /// <summary>The worker's: as above, but leaves it to another process that is at it. Rows brought in.</summary>
    public Task<long> TryCatchUpAsync(CancellationToken ct) => throw new NotSupportedException(store.Description);
}

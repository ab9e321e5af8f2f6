using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;

namespace ElasticAccess.Data.Usage;

/// <summary>A line item as it was at a time.</summary>
public sealed record BalanceThen(LineItemHistoryRow State, Tokens Used);

/// <summary>Line items as they were (contract 18.7).</summary>
public sealed class BalanceReader(IStore store)
{
    /// <summary>
    /// Null when there was no such line item then. <c>used</c> is the sum of its usage up to and with that time, by
    /// usage time.
    /// </summary>
    public Task<BalanceThen?> AtAsync(Guid instanceId, string activationId, Instant at, CancellationToken ct) =>
        throw new NotSupportedException(store.Description);
}

using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Data.Stores;

/// <summary>What the feed and the roll-ups of usage need of a store.</summary>
public interface IUsageStore
{
    /// <summary>
    /// Brings at most some ten thousand committed ledger rows into the feed and the roll-ups, in one transaction. Null
    /// when another one is at it and <paramref name="wait"/> is false.
    /// </summary>
    Task<UsageRound?> RoundAsync(bool wait, CancellationToken ct);

    /// <summary>
    /// Makes the months ahead that the ledger is written into, where the store has such. Gives up within seconds when
    /// charges are in the way.
    /// </summary>
    Task PrepareMonthsAsync(Instant now, CancellationToken ct);

    /// <summary>
    /// Drops the ledger rows of whole months that ended at least so many months ago, once they are in the roll-ups;
    /// those stay. Names of the months dropped.
    /// </summary>
    Task<IReadOnlyList<string>> DropMonthsAsync(Instant now, int keptMonths, CancellationToken ct);

    /// <summary>False where there are no months to drop.</summary>
    bool HasMonths { get; }

    /// <summary>For the open transaction: ledger rows are found by their keys, whatever else looks cheaper.</summary>
    Task PlanForRowsAsync(AccessDb db, CancellationToken ct);

    /// <summary>
    /// SQL for the bucket, from 1, that the time in a column lies in; its connection must be open.
    /// </summary>
    string BucketOf(AccessDb db, string column, SummaryPlan plan);
}

/// <summary>What a round did.</summary>
/// <param name="Rows">Brought in.</param>
/// <param name="RowsLeft">Of those that were committed when it began.</param>
public sealed record UsageRound(long Rows, long RowsLeft);

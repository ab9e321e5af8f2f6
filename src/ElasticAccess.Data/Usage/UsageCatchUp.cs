using System.Diagnostics.Metrics;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Usage;

/// <summary>
/// Brings committed ledger rows into the feed and the roll-ups. The only writer of both: one at a time, whichever
/// process it is in.
/// </summary>
public sealed class UsageCatchUp(IStore store)
{
    private static readonly Meter Meter = new(LedgerMetrics.MeterName);
    private static readonly Gauge<long> Lag = Meter.CreateGauge<long>("usage_rows_behind", "{row}");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("usage_rows", "{row}");

    /// <summary>
    /// What is committed by now is in the feed and in the roll-ups when this returns; whoever is at it is waited for.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        // A round that leaves nothing has seen all that was committed when it began.
        UsageRound round;
        do
        {
            round = (await store.Usage.RoundAsync(wait: true, ct))!;
            Note(round);
        }
        while (round.RowsLeft > 0);
    }

    /// <summary>The worker's: as above, but leaves it to another process that is at it. Rows brought in.</summary>
    public async Task<long> TryCatchUpAsync(CancellationToken ct)
    {
        var rows = 0L;
        while (await store.Usage.RoundAsync(wait: false, ct) is { } round)
        {
            rows += round.Rows;
            Note(round);
            if (round.RowsLeft == 0)
            {
                break;
            }
        }

        return rows;
    }

    private static void Note(UsageRound round)
    {
        Rows.Add(round.Rows);
        Lag.Record(round.RowsLeft);
    }
}

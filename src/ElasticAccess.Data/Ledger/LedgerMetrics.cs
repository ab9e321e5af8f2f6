using System.Diagnostics.Metrics;

namespace ElasticAccess.Data.Ledger;

/// <summary>What the lanes tell about themselves (design 8).</summary>
public sealed class LedgerMetrics
{
    public const string MeterName = "ElasticAccess.Ledger";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("ledger_batch_size", "{request}");
    private static readonly Histogram<double> BatchMs = Meter.CreateHistogram<double>("ledger_batch_duration", "ms");
    private static readonly Histogram<double> QueueMs = Meter.CreateHistogram<double>("ledger_queue_wait", "ms");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("ledger_retries", "{attempt}");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("ledger_charged", "{micro-token}");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("ledger_rows", "{row}");
    private static readonly Counter<long> Shed = Meter.CreateCounter<long>("ledger_shed", "{request}");

    internal static void Served(int requests, TimeSpan took)
    {
        BatchSize.Record(requests);
        BatchMs.Record(took.TotalMilliseconds);
    }

    internal static void Waited(TimeSpan wait) => QueueMs.Record(wait.TotalMilliseconds);

    internal static void Retried(string why) => Retries.Add(1, new KeyValuePair<string, object?>("why", why));

    internal static void Refused() => Shed.Add(1);

    internal static void Wrote(Books books)
    {
        var entries = books.Instances.SelectMany(book => book.Entries);
        foreach (var alike in entries.GroupBy(entry => (entry.Kind, entry.Status)))
        {
            Rows.Add(
                alike.Count(),
                new KeyValuePair<string, object?>("kind", alike.Key.Kind.ToString()),
                new KeyValuePair<string, object?>("status", alike.Key.Status));
            var charged = alike.Aggregate(Int128.Zero, (sum, entry) => sum + long.Max(0, entry.TokensMicro));
            Tokens.Add((long)Int128.Min(charged, long.MaxValue));
        }
    }
}

using System.Globalization;
using ElasticAccess.Benchmarks.Reports;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>Of one charge, on the average of a run.</summary>
internal sealed record Cost(
    double ServiceMicroseconds, double StoreMicroseconds, double LogBytes, double EntryBytes, double DiskBytes,
    double AllocatedBytes, double Batch, double BatchMs, double WaitMs, double Cores)
{
    public static Cost MedianOf(IReadOnlyList<Cost> costs)
    {
        double Median(Func<Cost, double> of) => Series.Median(costs.Select(of));
        return new(
            Median(c => c.ServiceMicroseconds), Median(c => c.StoreMicroseconds), Median(c => c.LogBytes),
            Median(c => c.EntryBytes), Median(c => c.DiskBytes), Median(c => c.AllocatedBytes),
            Median(c => c.Batch), Median(c => c.BatchMs), Median(c => c.WaitMs), Median(c => c.Cores));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        service {ServiceMicroseconds:0} µs, PostgreSQL {StoreMicroseconds:0} µs, log {LogBytes:0} bytes,
                 ledger row with its indexes {EntryBytes:0} bytes of {DiskBytes:0} in all,
                 allocated {AllocatedBytes:0} bytes, batches of {Batch:0.0} in {BatchMs:0.0} ms after {WaitMs:0.0} ms,
                 {Cores:0.00} cores without the load's
        """);
}

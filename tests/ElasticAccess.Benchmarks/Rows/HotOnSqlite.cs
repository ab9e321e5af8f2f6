using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>The embedded rung: one file, one writer, every commit on the disk.</summary>
internal sealed class HotOnSqlite : Row
{
    public override string Name => "hot-sqlite";

    public override string Title => "one-off requests on one instance, SQLite";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var database = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var service = await ServiceUnderTest.StartAsync(
            database.ConnectionString, instances: 1, options, report);

        var hot64 = report.NewSeries("access requests, 64 connections");
        var hot256 = report.NewSeries("access requests, 256 connections");
        var ceiling = report.NewSeries("GET /health/live, 64 connections");
        for (var round = 0; round < options.Rounds; round++)
        {
            report.Add(hot64, await service.AccessAsync(connections: 64));
            report.Add(hot256, await service.AccessAsync(connections: 256));
            report.Add(ceiling, await service.HealthAsync(connections: 64));
        }

        report.Note("after every run `used` was read and compared");
        report.Ratio("64 connections / health", hot64, ceiling, atLeast: 0.5);
        report.Share("p99 / p50 at 64 connections", hot64.P99Ms / hot64.P50Ms, atMost: 5);
    }
}

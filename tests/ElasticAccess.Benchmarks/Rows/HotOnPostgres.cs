using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>One enterprise customer, one line item, everybody at once: group commit against the row lock.</summary>
internal sealed class HotOnPostgres : Row
{
    public override string Name => "hot-postgres";

    public override string Title => "one-off requests on one instance, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var pgbench = await PgBench.PrepareAsync(server, rows: 1);
        await using var service = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances: 1, options, report);

        var textbook = report.NewSeries($"pgbench, {PgBench.Clients} clients, one row");
        var hot64 = report.NewSeries("access requests, 64 connections");
        var hot256 = report.NewSeries("access requests, 256 connections");
        var ceiling = report.NewSeries("GET /health/live, 64 connections");
        for (var round = 0; round < options.Rounds; round++)
        {
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(textbook, await pgbench.RunAsync(options.Seconds));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(hot64, await service.AccessAsync(connections: 64));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(hot256, await service.AccessAsync(connections: 256));
            report.Add(ceiling, await service.HealthAsync(connections: 64));
        }

        report.Note($"PostgreSQL {await server.VersionAsync()}; after every run `used` was read and compared");
        report.Ratio("64 connections / pgbench", hot64, textbook, atLeast: 6);
        report.Ratio("256 connections / pgbench", hot256, textbook, atLeast: 6);
        report.Ratio("64 connections / health", hot64, ceiling, atLeast: 0.4);
        report.Share("p99 / p50 at 64 connections", hot64.P99Ms / hot64.P50Ms, atMost: 5);
        report.Share("memory after 256 connections, MB", service.WorkingSet / 1e6, atMost: 300);
    }
}

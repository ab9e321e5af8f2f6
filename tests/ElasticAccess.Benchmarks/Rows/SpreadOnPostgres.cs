using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>Where the row lock does not hurt: many customers with a little load each.</summary>
internal sealed class SpreadOnPostgres : Row
{
    public override string Name => "spread-postgres";

    public override string Title => "one-off requests over 64 instances, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var pgbench = await PgBench.PrepareAsync(server, rows: 1_000);
        await using var service = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances: 64, options, report);

        var textbook = report.NewSeries($"pgbench, {PgBench.Clients} clients, 1,000 rows");
        var spread64 = report.NewSeries("access requests, 64 connections");
        var spread256 = report.NewSeries("access requests, 256 connections");
        for (var round = 0; round < options.Rounds; round++)
        {
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(textbook, await pgbench.RunAsync(options.Seconds));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(spread64, await service.AccessAsync(connections: 64));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(spread256, await service.AccessAsync(connections: 256));
        }

        report.Note($"PostgreSQL {await server.VersionAsync()}; after every run `used` was read and compared");
        report.Ratio("64 connections / pgbench", spread64, textbook, atLeast: 1.5);
        report.Ratio("256 connections / pgbench", spread256, textbook, atLeast: 1.5);
    }
}

using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>The yardstick alone: what the textbook design reaches here. Runs without the service.</summary>
internal sealed class Reference : Row
{
    public override string Name => "reference";

    public override string Title => "pgbench, 16 clients, a row lock per request, durable PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        var hot = await PgBench.PrepareAsync(server, rows: 1);
        var spread = await PgBench.PrepareAsync(server, rows: 1_000);
        var one = report.NewSeries("one row");
        var thousand = report.NewSeries("1,000 rows");
        for (var round = 0; round < options.Rounds; round++)
        {
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(one, await hot.RunAsync(options.Seconds));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(thousand, await spread.RunAsync(options.Seconds));
        }

        report.Note($"PostgreSQL {await server.VersionAsync()}");
    }
}

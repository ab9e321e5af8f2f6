using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>A hundred requests in one call: what HTTP costs is paid once for all of them.</summary>
internal sealed class BatchOnPostgres : Row
{
    private const int Connections = 16;
    private const int Requests = 100;

    public override string Name => "batch-postgres";

    public override string Title => "requests a second in calls of 100, one instance, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        await using var service = await ServiceUnderTest.StartAsync(
            await server.NewDatabaseAsync(), instances: 1, options, report);

        await service.BatchAsync(Connections, Requests);
        await service.BatchAsync(Connections, Requests);
        var single = report.NewSeries("one request a call, 64 connections");
        var batched = report.NewSeries($"{Requests} requests a call, {Connections} connections");
        for (var round = 0; round < options.Rounds; round++)
        {
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(single, await service.AccessAsync(connections: 64));
            await Sql.CheckpointAsync(server.ConnectionString);
            report.Add(batched, await service.BatchAsync(Connections, Requests));
        }

        report.Ratio("batched / single", batched, single, atLeast: 5);
    }
}

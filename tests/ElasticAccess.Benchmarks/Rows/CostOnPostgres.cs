using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>What one charge costs, from which a machine is sized: processor, log, disk, allocations.</summary>
internal sealed class CostOnPostgres : Row
{
    private const string LogPosition = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

    private const string EntryBytes =
        "select sum(pg_total_relation_size(relid)) from pg_partition_tree('entry') where isleaf";

    private const string AllBytes = "select pg_database_size(current_database())";

    private static readonly (int Instances, int Connections, int CallsOf)[] Cases =
        [(1, 64, 1), (1, 256, 1), (64, 64, 1), (64, 256, 1), (1, 16, 100)];

    public override string Name => "cost";

    public override string Title => "what a charge costs, PostgreSQL";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        foreach (var (instances, connections, callsOf) in Cases.Where(one =>
            one.Instances == (options.Instances ?? one.Instances)
            && one.Connections == (options.Connections ?? one.Connections)
            && one.CallsOf == (options.CallsOf ?? one.CallsOf)))
        {
            await using var service = await ServiceUnderTest.StartAsync(
                await server.NewDatabaseAsync(), instances, options, report);
            var series = report.NewSeries($"{instances} instances, {connections} connections, calls of {callsOf}");
            var costs = new List<Cost>();
            for (var round = 0; round < options.Rounds; round++)
            {
                costs.Add(await MeasureAsync(server, service, series, connections, callsOf, report));
            }

            report.Note($"{series.Name}: {Cost.MedianOf(costs)}");
        }
    }

    /// <summary>One short run; what it cost is read from outside, off the system's and the store's counters.</summary>
    public static async Task<Cost> MeasureAsync(
        PostgresServer server, ServiceUnderTest service, Series series, int connections, int callsOf, Report report)
    {
        var database = service.Database;
        await Sql.CheckpointAsync(server.ConnectionString);
        var metrics = await ServiceMetrics.ReadAsync(service.Address);
        var log = await NumberAsync(database, LogPosition);
        var (entryBytes, allBytes) = (await NumberAsync(database, EntryBytes), await NumberAsync(database, AllBytes));
        var (serviceTime, storeTime) = (ProcessorTime.Of(service.ProcessId), StoreTime(server));
        var begun = Stopwatch.GetTimestamp();
        var measure = await service.ChargeAsync(connections, callsOf);
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var after = await ServiceMetrics.ReadAsync(service.Address);
        var charges = after.Since(metrics, "ledger_rows_total");
        report.Add(series, measure);
        return new(
            ServiceMicroseconds: (ProcessorTime.Of(service.ProcessId) - serviceTime) * 1e6 / charges,
            StoreMicroseconds: (StoreTime(server) - storeTime) * 1e6 / charges,
            LogBytes: (await NumberAsync(database, LogPosition) - log) / charges,
            EntryBytes: (await NumberAsync(database, EntryBytes) - entryBytes) / charges,
            DiskBytes: (await NumberAsync(database, AllBytes) - allBytes) / charges,
            AllocatedBytes: after.Since(metrics, "dotnet_gc_heap_total_allocated") / charges,
            Batch: after.MeanSince(metrics, "ledger_batch_size"),
            BatchMs: after.MeanSince(metrics, "ledger_batch_duration"),
            WaitMs: after.MeanSince(metrics, "ledger_queue_wait"),
            Cores: (ProcessorTime.Of(service.ProcessId) - serviceTime + StoreTime(server) - storeTime) / took);
    }

    private static double StoreTime(PostgresServer server) =>
        server.Cluster is { } cluster ? ProcessorTime.Of(cluster.ProcessId) : 0;

    private static async Task<double> NumberAsync(string database, string sql) =>
        double.Parse((await Sql.ExecuteAsync(database, sql))!, CultureInfo.InvariantCulture);
}

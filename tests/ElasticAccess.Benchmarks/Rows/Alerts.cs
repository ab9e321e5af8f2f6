using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>
/// A thousand alerts against none, turn by turn: no request reads one, and a worker that judges them behind the ledger
/// has to share the machine.
/// </summary>
internal sealed class Alerts : Row
{
    private const int Count = 1_000;
    private const int Connections = 64;

    public override string Name => "alerts";

    public override string Title => $"access requests with {Count:N0} alerts defined against none";

    public override async Task RunAsync(Options options, Report report)
    {
        await using var server = await PostgresServer.StartDurableAsync();
        foreach (var instances in new[] { 1, 64 })
        {
            await MeasureAsync(
                instances,
                "PostgreSQL",
                async () => await ServiceUnderTest.StartAsync(
                    await server.NewDatabaseAsync(), instances, options, report),
                () => Sql.CheckpointAsync(server.ConnectionString),
                options,
                report);
        }

        await using var one = await TestDatabase.CreateAsync(Store.Sqlite);
        await using var other = await TestDatabase.CreateAsync(Store.Sqlite);
        var files = new Queue<string>([one.ConnectionString, other.ConnectionString]);
        await MeasureAsync(
            1,
            "SQLite",
            () => ServiceUnderTest.StartAsync(files.Dequeue(), 1, options, report),
            () => Task.CompletedTask,
            options,
            report);
    }

    private static async Task MeasureAsync(
        int instances, string store, Func<Task<ServiceUnderTest>> start, Func<Task> settle, Options options,
        Report report)
    {
        await using var without = await start();
        await using var with = await start();
        await with.AddAlertsAsync(Count);
        var none = report.NewSeries($"none, {instances} instances, {Connections} connections, {store}");
        var many = report.NewSeries($"{Count:N0} alerts, {instances} instances, {store}");
        for (var round = 0; round < options.Rounds; round++)
        {
            await settle();
            report.Add(none, await without.AccessAsync(Connections));
            await settle();
            report.Add(many, await with.AccessAsync(Connections));
        }

        report.Ratio($"with / without, {instances} instances, {store}", many, none, atLeast: 0.95);
        report.Share($"p99 with / without, {instances} instances, {store}", many.P99Ms / none.P99Ms, atMost: 1.5);
    }
}

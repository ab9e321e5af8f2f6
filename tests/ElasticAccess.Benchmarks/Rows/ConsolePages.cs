using System.Diagnostics;
using System.Globalization;
using ElasticAccess.Benchmarks.Contestants;
using ElasticAccess.Benchmarks.Reports;
using ElasticAccess.TestSupport;
using ElasticAccess.TestSupport.Processes;

namespace ElasticAccess.Benchmarks.Rows;

/// <summary>What a producer waits for who opens the console in front of a thousand customers.</summary>
internal sealed class ConsolePages : Row
{
    private const int Instances = 1_000;
    private const int LedgerRows = 1_000_000;
    private const int Sessions = 100;
    private const int LaterTimes = 20;
    private const int MsMax = 1_000;

    public override string Name => "console";

    public override string Title => "pages of the console, 1,000 instances and 1,000,000 ledger rows, both stores";

    public override async Task RunAsync(Options options, Report report)
    {
        using var folder = TempFolder.Create("console");
        using var publishing = TempFolder.Create("published");
        await using var server = await PostgresServer.StartDurableAsync();
        var postgres = await server.NewDatabaseAsync();
        var sqlite = $"Data Source={folder.At("console.db")}";

        // Nothing is measured yet, so all of it may happen at once.
        var begun = Stopwatch.GetTimestamp();
        var publish = PublishedBuild.MakeAsync(publishing);
        var onPostgres = FillAsync(postgres, FillPostgresAsync, sql => Sql.ExecuteAsync(postgres, sql));
        var onSqlite = FillAsync(sqlite, FillSqliteAsync, sql => Task.FromResult(SqliteFill.Execute(sqlite, sql)));
        await Task.WhenAll(publish, onPostgres, onSqlite);
        await Sql.ExecuteAsync(postgres, "vacuum analyze");
        await Sql.CheckpointAsync(server.ConnectionString);
        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"filled and caught up with in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s"));
        await MeasureAsync("PostgreSQL", postgres, await publish, await onPostgres, report);
        await MeasureAsync("SQLite", sqlite, await publish, await onSqlite, report);
    }

    /// <returns>The instance with live sessions.</returns>
    private static async Task<string> FillAsync(
        string database, Func<string, long, Task> fill, Func<string, Task<string?>> ask)
    {
        var ids = new List<string>();
        await using (var process = await ServiceProcess.StartAsync(database))
        {
            using var setup = new SetupClient(process.Address);
            await setup.PublishRatesAsync();
            for (var n = 0; n < Instances; n++)
            {
                ids.Add(await setup.NewInstanceAsync(n));
            }

            await process.StopAsync();
        }

        await fill(database, (DateTimeOffset.UtcNow - LedgerFill.Length).ToUnixTimeMilliseconds());

        // They run out one after the other, so that a forecast has something to tell.
        await ask("update line_item set quantity = 1500 + created_ms % 100 * 100");
        await using var service = await ServiceProcess.StartAsync(database);
        while (await ask("select coalesce(sum(sequence), 0) from usage_head")
            != LedgerRows.ToString(CultureInfo.InvariantCulture))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        using var client = new SetupClient(service.Address);
        await client.AddSessionsAsync(ids[Instances / 2], Sessions);
        await service.StopAsync();
        return ids[Instances / 2];
    }

    private static async Task FillPostgresAsync(string database, long startMs)
    {
        await LedgerFill.InsertAsync(database, LedgerRows, startMs);
        await LedgerFill.CountAsync(database);
    }

    private static Task FillSqliteAsync(string database, long startMs) =>
        Task.Run(() => SqliteFill.Fill(database, LedgerRows, Instances, startMs));

    private static async Task MeasureAsync(
        string store, string database, string assembly, string instance, Report report)
    {
        await using var process = await ServiceProcess.StartAsync(database, assembly: assembly);
        using var visit = await ConsoleVisit.SignInAsync(process.Address);
        var firstPage = 0d;
        foreach (var (page, path, holding, isFirst) in new[]
        {
            ("overview", "/console/overview", "/console/overview/instances", true),
            ("its instances", "/console/overview/instances", "bench-", true),
            ("instance", $"/console/instances/{instance}", $"bench-{instance}-0", false),
            ("sessions", $"/console/instances/{instance}/sessions", "Render", false),
            ("usage", "/console/usage", "Total", false),
        })
        {
            var first = await visit.TimeAsync(path, holding);
            var later = new List<double>();
            for (var n = 0; n < LaterTimes; n++)
            {
                later.Add(await visit.TimeAsync(path, holding));
            }

            later.Sort();
            var finding = string.Create(
                CultureInfo.InvariantCulture,
                $"{store}, {page}: first {first:0} ms, later {later[LaterTimes / 2]:0} ms, "
                    + $"p95 {later[(LaterTimes * 95 / 100) - 1]:0} ms");
            report.Note(finding);
            firstPage += isFirst ? Math.Max(first, later[^1]) : 0;
        }

        report.Share($"{store}, slowest ms of the overview and its instances, one after the other", firstPage, MsMax);
        await process.StopAsync();
    }
}

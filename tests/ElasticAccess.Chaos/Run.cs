using ElasticAccess.Chaos.Audit;
using ElasticAccess.Chaos.Faults;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos;

/// <summary>A run from its first process to its last line.</summary>
internal static class Run
{
    // After the last fault every client must find an answer within this (reliability I50).
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>The exit code: 0 when the audit found nothing.</summary>
    public static async Task<int> GoAsync(Options options)
    {
        Console.WriteLine($"chaos: {options.Seconds} s, seed {options.Seed}, clock {options.Clock}");
        await using var stage = await Stage.SetAsync(options);
        Console.WriteLine($"chaos: PostgreSQL by {stage.Cluster.Account} on {stage.Disk.Kind}");
        FakeClock.Prepare(stage, options);
        var (instances, credentials) = await BeginAsync(stage, options);
        var tally = new Tally();
        using var log = new FaultLog(stage.Journals);
        await WorkAsync(stage, options, instances, credentials, log, tally);
        var findings = await Auditor.RunAsync(stage, credentials, log);
        var report = Report.Of(options, findings, log, stage);
        return report.Print(stage);
    }

    private static async Task<(string[] Instances, Credentials Credentials)> BeginAsync(Stage stage, Options options)
    {
        // Both at once: one of them migrates.
        Array.ForEach(stage.Replicas, replica => replica.Start());
        foreach (var replica in stage.Replicas)
        {
            await replica.WaitUntilReadyAsync(CancellationToken.None);
        }

        if (options.Sql is { } sql)
        {
            await Sql.ExecuteAsync(
                stage.ConnectionString, sql.Replace("{db}", "chaos", StringComparison.OrdinalIgnoreCase));
        }

        using var setup = new Setup(stage.Replicas[0].Address);
        return await setup.RunAsync();
    }

    private static async Task WorkAsync(
        Stage stage, Options options, string[] instances, Credentials credentials, FaultLog log, Tally tally)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        using var end = new CancellationTokenSource();
        await using var over = stop.Token.Register(() => tally.IsOver = true);
        SetQuiet(stage, false);
        var workers = Enumerable.Range(0, World.Workers).Select(i => Task.Run(async () =>
        {
            using var journal = new JournalFile(stage.Journals, i);
            using var sender = new Sender(stage.Addresses, credentials);
            var worker = new Worker(i, new Mix(options.Seed, i, instances), sender, journal, tally);
            await worker.RunAsync(stop.Token, end.Token);
        })).ToArray();
        using var director = new Director(stage, options, log, tally);
        await director.RunAsync(FaultPlan.Make(options), stop.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        SetQuiet(stage, true);
        end.CancelAfter(Grace);
        await Task.WhenAll(workers);
    }

    private static void SetQuiet(Stage stage, bool isQuiet)
    {
        foreach (var dice in stage.Dice)
        {
            dice.IsQuiet = isQuiet;
        }
    }
}

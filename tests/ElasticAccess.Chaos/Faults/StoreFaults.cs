using System.Diagnostics;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;
using Npgsql;

namespace ElasticAccess.Chaos.Faults;

/// <summary>What is done to PostgreSQL and its disk.</summary>
internal sealed class StoreFaults(Stage stage, FaultLog log, Tally tally)
{
    private const int ConnectionsMax = 250;

    private const string Backends =
        "select pid from pg_stat_activity where datname = 'chaos' and backend_type = 'client backend' "
        + "and pid <> pg_backend_pid() order by pid";

    private static readonly TimeSpan Held = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Notices = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ComesBackWithin = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Starts = TimeSpan.FromSeconds(15);

    public async Task DoAsync(PlannedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.StoreKill:
                stage.Cluster.Kill9();
                await stage.Cluster.StartAgainAsync();
                break;

            case FaultKind.StoreStop:
                await Task.Run(stage.Cluster.StopAtOnce);
                await stage.Cluster.StartAgainAsync();
                break;

            case FaultKind.BackendKill:
                if (await BackendAsync(fault) is not { } victim || !Kill(victim))
                {
                    return;
                }

                await AnswersAsync();
                break;

            case FaultKind.Terminate:
                if (await BackendAsync(fault) is not { } ended)
                {
                    return;
                }

                await TryAsync($"select pg_terminate_backend({ended})");
                break;

            case FaultKind.PoolFull:
                await FillPoolAsync();
                break;

            case FaultKind.FlushFails:
                if (!await Strace.FailOnceAsync(await TryAsync(Backends), "fdatasync", Notices))
                {
                    return;
                }

                await AnswersAsync();
                break;

            case FaultKind.DiskFull:
                if (stage.Disk.Place is null)
                {
                    return;
                }

                await FillDiskAsync();
                break;
        }

        log.Done(fault.Kind);
    }

    private static bool Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<int?> BackendAsync(PlannedFault fault)
    {
        var found = await TryAsync(Backends);
        return found.Count == 0 ? null : found[fault.Seed % found.Count];
    }

    private async Task<List<int>> TryAsync(string sql)
    {
        try
        {
            return await Sql.ReadAsync(
                stage.ConnectionString, sql, row => row.GetFieldType(0) == typeof(int) ? row.GetInt32(0) : 0);
        }
        catch (NpgsqlException)
        {
            return [];
        }
    }

    private async Task AnswersAsync()
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < ComesBackWithin; await Task.Delay(50))
        {
            if ((await TryAsync("select 1")).Count > 0)
            {
                return;
            }
        }

        log.Saw("PostgreSQL did not come back by itself after one backend had ended");
    }

    private async Task FillPoolAsync()
    {
        var held = new List<NpgsqlConnection>();
        try
        {
            while (held.Count < ConnectionsMax)
            {
                var connection = new NpgsqlConnection($"{stage.ConnectionString};Pooling=false;Timeout=5");
                held.Add(connection);
                await connection.OpenAsync();
            }
        }
        catch (NpgsqlException)
        {
            // Full, which is what was wanted.
        }

        await Task.Delay(Held);
        foreach (var connection in held)
        {
            await connection.DisposeAsync();
        }
    }

    // PostgreSQL may end for good when it cannot write its log: free space and a start bring it back, and 503 says so
    // meanwhile.
    private async Task FillDiskAsync()
    {
        var from = Tally.Now;
        await Task.Run(stage.Disk.Fill);
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Notices && !Refused())
        {
            await Task.Delay(50);
        }

        if (!Refused())
        {
            log.Saw($"with a full disk nobody was answered 503 with Retry-After within {Notices.TotalSeconds} s");
        }

        await Task.Delay(Held / 2);
        stage.Disk.Free();
        await (stage.Cluster.HasExited ? stage.Cluster.StartAgainAsync() : stage.Cluster.RestartAsync());
        var was = tally.Acknowledged;
        for (patience.Restart(); tally.Acknowledged == was && !tally.IsOver; await Task.Delay(50))
        {
            // Whoever is held or has just been started cannot serve, whatever the store does.
            if (stage.Replicas.All(one => one.IsSuspended || Stopwatch.GetElapsedTime(one.LaunchedAt) < Starts))
            {
                patience.Restart();
            }

            if (patience.Elapsed > ComesBackWithin)
            {
                log.Saw("nobody was served after the disk was freed and PostgreSQL started");
                return;
            }
        }

        bool Refused() => tally.Since(from).Any(seen => seen is { Status: 503, RetryAfter: true });
    }
}

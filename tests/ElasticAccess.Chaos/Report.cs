using ElasticAccess.Chaos.Audit;
using ElasticAccess.Chaos.Faults;
using ElasticAccess.Chaos.Scene;

namespace ElasticAccess.Chaos;

/// <summary>The last lines of a run: what was wrong, if anything, and one line of figures.</summary>
internal sealed record Report(Options Options, Findings Findings, FaultLog Log, int Cuts, int Slow)
{
    // A long run in which no unknown outcome had been done has proved nothing.
    private const int LongSeconds = 60;

    public static Report Of(Options options, Findings findings, FaultLog log, Stage stage)
    {
        if (findings.Acknowledged == 0)
        {
            findings.Add("Vacuous", "nobody was answered 2xx");
        }

        if (options.Seconds >= LongSeconds && findings.UnknownCommitted == 0)
        {
            findings.Add("Vacuous", "no unknown outcome had been done");
        }

        foreach (var kind in FaultPlan.Make(options).Select(fault => fault.Kind).Distinct()
            .Where(kind => kind is not (FaultKind.Cut or FaultKind.DiskFull) && log[kind] == 0
                && options.Seconds >= LongSeconds))
        {
            findings.Add("Vacuous", $"no {kind} was done");
        }

        return new(options, findings, log, stage.Dice.Sum(dice => dice.Cuts), stage.Dice.Sum(dice => dice.Slow));
    }

    /// <summary>The exit code.</summary>
    public int Print(Stage stage)
    {
        if (Findings.IsRed)
        {
            foreach (var line in Findings.Describe())
            {
                Console.WriteLine(line);
            }

            Console.WriteLine($"caught by {string.Join(", ", Findings.Kinds)}");
        }

        if (Options.Keep == KeepWhat.Always || (Options.Keep == KeepWhat.Red && Findings.IsRed))
        {
            Console.WriteLine($"journals and logs were kept in {Keep(stage)}");
        }

        Console.WriteLine(Line());
        return Findings.IsRed ? 1 : 0;
    }

    private string Line() => string.Join(", ",
        $"chaos {(Findings.IsRed ? "RED" : "green")}: {Options.Seconds} s", $"seed {Options.Seed}",
        $"{Findings.Acknowledged} acknowledged",
        $"kills {Log[FaultKind.ServiceKill] + (2 * Log[FaultKind.StartKill])} service"
            + $" {Log[FaultKind.StoreKill]} PostgreSQL {Log[FaultKind.BackendKill]} backend",
        $"stops {Log[FaultKind.Suspend]} SIGSTOP {Log[FaultKind.Graceful]} SIGTERM"
            + $" {Log[FaultKind.StoreStop]} immediate {Log[FaultKind.Terminate]} terminated",
        $"disk full {Log[FaultKind.DiskFull]}",
        $"EIO {Strace.WhyNot ?? $"{Log[FaultKind.FlushFails]}"}", $"pool full {Log[FaultKind.PoolFull]}",
        $"upgrades {Log[FaultKind.Upgrade]}",
        $"clock jumps {Log[FaultKind.ClockJump]}", $"{Cuts} connections cut", $"{Slow} slowed",
        $"{Findings.Unknown} unknown of which {Findings.UnknownCommitted} had committed",
        $"{Findings.Examined} rows examined",
        $"lost {Findings.Lost}", $"doubled {Findings.Doubled}", $"invented {Findings.Invented}",
        $"violations {Findings.Violations}",
        FormattableString.Invariant($"longest unavailable {Findings.LongestUnavailableSeconds:0.0} s"));

    private string Keep(Stage stage)
    {
        var place = Path.Combine(Path.GetTempPath(), $"chaos-{Options.Seed}-{Environment.ProcessId}");
        Directory.CreateDirectory(place);
        foreach (var file in Directory.GetFiles(stage.Journals, "journal-*"))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var (file, i) in stage.LogFiles.Where(File.Exists).Select((file, i) => (file, i)))
        {
            File.Copy(file, Path.Combine(place, i == 0 ? "postgresql.log" : $"service-{i}.log"), overwrite: true);
        }

        return place;
    }
}

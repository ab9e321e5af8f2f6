using ElasticAccess.Chaos.Net;
using ElasticAccess.Chaos.Scene;

namespace ElasticAccess.Chaos.Faults;

/// <summary>What is done to the processes, the network, the disk and the clock.</summary>
internal enum FaultKind
{
    ServiceKill,

    /// <summary>Killed, and again while it starts (and would migrate).</summary>
    StartKill,
    Suspend,
    Graceful,
    StoreKill,
    BackendKill,
    StoreStop,
    Terminate,
    PoolFull,
    DiskFull,
    ClockJump,
    Cut,

    /// <summary>A flush of PostgreSQL's log fails with EIO.</summary>
    FlushFails,

    /// <summary>One replica goes from the older build to the newest, and migrates.</summary>
    Upgrade,
}

/// <summary>One fault to come.</summary>
/// <param name="At">Seconds after the load began.</param>
/// <param name="Target">Number of the replica, or of the leg for a cut.</param>
/// <param name="Seed">For whatever else the fault draws.</param>
internal sealed record PlannedFault(double At, FaultKind Kind, int Target, int Seed);

/// <summary>The faults of a run, all of them from its seed.</summary>
internal static class FaultPlan
{
    private const double FullRun = 300;

    // Parts of the run: between them two versions are at work at once.
    private static readonly double[] Upgrades = [0.3, 0.7];

    // Most where it is unknown to one side what the other has done.
    private static readonly Cut[] Cuts =
    [
        Cut.BeforeRequest, Cut.InRequest, Cut.AfterRequest, Cut.AfterRequest, Cut.BeforeReply, Cut.BeforeReply,
        Cut.BeforeReply, Cut.InReply,
    ];

    // How many there are in five minutes. Cuts of the leg to the store come beside those of the clients' leg.
    private static readonly (FaultKind Kind, int Count)[] Full =
    [
        (FaultKind.ServiceKill, 24), (FaultKind.StartKill, 4), (FaultKind.Suspend, 10), (FaultKind.Graceful, 5),
        (FaultKind.StoreKill, 15), (FaultKind.BackendKill, 15), (FaultKind.StoreStop, 3), (FaultKind.Terminate, 50),
        (FaultKind.PoolFull, 1), (FaultKind.DiskFull, 1), (FaultKind.ClockJump, 20), (FaultKind.Cut, 800),
        (FaultKind.FlushFails, 2),
    ];

    public static IReadOnlyList<PlannedFault> Make(Options options)
    {
        var random = new Random(options.Seed);
        var faults = new List<PlannedFault>();
        foreach (var (kind, count) in Full)
        {
            for (var i = options.Counts.GetValueOrDefault(kind.ToString(), Scaled(kind, count, options)); i > 0; i--)
            {
                // The last tenth is left for what was hurt to come back.
                var at = options.Seconds * (0.03 + (0.87 * random.NextDouble()));
                faults.Add(new(at, kind, kind == FaultKind.Cut ? Leg(random) : random.Next(2), random.Next()));
            }
        }

        if (options.Older is not null)
        {
            faults.AddRange(Upgrades.Select((part, replica) =>
                new PlannedFault(options.Seconds * part, FaultKind.Upgrade, replica, 0)));
        }

        return [.. faults.OrderBy(fault => fault.At)];
    }

    public static (Cut Cut, bool WithReset) CutOf(PlannedFault fault) =>
        (Cuts[fault.Seed % Cuts.Length], fault.Seed / Cuts.Length % 2 == 0);

    // One of seven hits the store's legs: a start that loses its connection ends, and is begun again.
    private static int Leg(Random random) => (random.Next(7) == 0 ? 2 : 0) + random.Next(2);

    // A short run has one of each that fits into it.
    private static int Scaled(FaultKind kind, int count, Options options) => kind switch
    {
        FaultKind.ClockJump when options.Clock == ClockKind.Real => 0,
        FaultKind.FlushFails when Strace.WhyNot is not null => 0,
        FaultKind.DiskFull or FaultKind.PoolFull or FaultKind.FlushFails =>
            options.Seconds >= 40 ? Math.Max(1, (int)(count * options.Seconds / FullRun)) : 0,
        _ => (int)Math.Ceiling(count * options.Seconds / FullRun),
    };
}

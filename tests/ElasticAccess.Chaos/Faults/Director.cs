using System.Diagnostics;
using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Faults;

/// <summary>
/// Carries out the plan: what is done to one replica or to the store comes one after the other, and late when the one
/// before took longer; the rest goes on beside it.
/// </summary>
internal sealed class Director(Stage stage, Options options, FaultLog log, Tally tally)
    : IDisposable
{
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromSeconds(8);

    private readonly SemaphoreSlim storeGate = new(1);

    public async Task RunAsync(IReadOnlyList<PlannedFault> plan, CancellationToken ct)
    {
        var store = new StoreFaults(stage, log, tally);
        var services = new ServiceFaults(stage, options, log, tally, storeGate);
        var clock = new ClockFaults(stage, options, log);
        var cutter = new[] { stage.ToService[0], stage.ToService[1], stage.ToStore[0], stage.ToStore[1] };
        var began = Stopwatch.StartNew();
        var queues = plan.GroupBy(QueueOf).Select(queue => Task.Run(async () =>
        {
            foreach (var fault in queue)
            {
                var left = TimeSpan.FromSeconds(fault.At) - began.Elapsed;
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, ct)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ct.IsCancellationRequested)
                {
                    return;
                }

                try
                {
                    if (fault.Kind != FaultKind.Cut)
                    {
                        log.Begins(fault);
                    }

                    await DoAsync(fault);
                }
                catch (Exception failed)
                {
                    log.Saw($"{fault.Kind} could not be carried out: {failed.Message}");
                }
            }
        }));
        await Task.WhenAll(queues);

        async Task DoAsync(PlannedFault fault)
        {
            switch (fault.Kind)
            {
                case FaultKind.Cut when fault.Target >= 2 && fault.Seed % 4 != 0 && IsStarting(fault.Target - 2):
                    // A start that loses its connection ends. Where a start takes longer than the cuts are apart,
                    // no replica would ever serve again; one of four hits it.
                    break;

                case FaultKind.Cut:
                    var (cut, withReset) = FaultPlan.CutOf(fault);
                    cutter[fault.Target].Dice.Order(cut, withReset);
                    break;

                case FaultKind.ClockJump:
                    await clock.JumpAsync(fault);
                    break;

                case FaultKind.ServiceKill or FaultKind.StartKill or FaultKind.Suspend or FaultKind.Graceful
                    or FaultKind.Upgrade:
                    await services.DoAsync(fault);
                    break;

                default:
                    await storeGate.WaitAsync(CancellationToken.None);
                    try
                    {
                        await store.DoAsync(fault);
                    }
                    finally
                    {
                        storeGate.Release();
                    }

                    await RecoverAsync(ct);
                    break;
            }
        }
    }

    public void Dispose() => storeGate.Dispose();

    private bool IsStarting(int number) => !tally.Since(stage.Replicas[number].LaunchedAt)
        .Any(seen => seen.Replica == number && seen.Status is >= 200 and < 300);

    // Faults of the store that follow on each other without a pause would only show that nothing is served meanwhile.
    private async Task RecoverAsync(CancellationToken ct)
    {
        var until = tally.Acknowledged + World.Workers;
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < RecoversWithin;)
        {
            if (tally.Acknowledged >= until || ct.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static string QueueOf(PlannedFault fault) => fault.Kind switch
    {
        FaultKind.Cut => "cuts",
        FaultKind.ClockJump => "clock",
        FaultKind.ServiceKill or FaultKind.StartKill or FaultKind.Suspend or FaultKind.Graceful or FaultKind.Upgrade =>
            $"replica {fault.Target}",
        _ => "store",
    };
}

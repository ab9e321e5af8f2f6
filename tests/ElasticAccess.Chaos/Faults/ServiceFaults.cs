using ElasticAccess.Chaos.Scene;
using ElasticAccess.Chaos.Work;

namespace ElasticAccess.Chaos.Faults;

/// <summary>What is done to a service process.</summary>
internal sealed class ServiceFaults(Stage stage, Options options, FaultLog log, Tally tally, SemaphoreSlim storeGate)
{
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ServesWithin = TimeSpan.FromSeconds(20);

    public async Task DoAsync(PlannedFault fault)
    {
        var replica = stage.Replicas[fault.Target];
        var random = new Random(fault.Seed);
        switch (fault.Kind)
        {
            case FaultKind.ServiceKill:
                replica.Kill9();
                break;

            case FaultKind.StartKill:
                var starts = replica.Starts;
                replica.Kill9();
                while (replica.Starts == starts)
                {
                    await Task.Delay(10);
                }

                await Task.Delay(random.Next(50, 1_500));
                replica.Kill9();
                break;

            case FaultKind.Suspend:
                // 1 to 40 s in a run of five minutes.
                var longest = Math.Clamp(options.Seconds / 7.5, 2, 40);
                replica.Suspend();
                await Task.Delay(TimeSpan.FromSeconds(1 + ((longest - 1) * random.NextDouble())));
                replica.Resume();
                break;

            case FaultKind.Upgrade:
                // Whoever supervises goes forward only: the other replica keeps its old process for as long as that
                // lives, and an old program does not start on the new schema.
                Array.ForEach(stage.Replicas, one => one.Install(stage.Newest));
                await Task.Run(replica.StopGracefully);
                break;

            case FaultKind.Graceful:
                await StopGracefullyAsync(fault.Target);
                return;
        }

        log.Done(fault.Kind);
    }

    // Nothing else is hurt meanwhile, so that whatever was accepted must be answered, and not with 5xx.
    private async Task StopGracefullyAsync(int number)
    {
        var replica = stage.Replicas[number];
        await storeGate.WaitAsync();
        var (toStore, toService) = (stage.ToStore[number].Dice, stage.ToService[number].Dice);
        try
        {
            toStore.IsQuiet = toService.IsQuiet = true;
            await replica.WaitUntilReadyAsync(CancellationToken.None);
            await Task.Delay(Settled);
            var from = Tally.Now;
            if (!await ServesAsync(number, from))
            {
                if (tally.IsOver)
                {
                    return;
                }

                log.Saw($"replica {number} is ready and serves nobody within {ServesWithin.TotalSeconds} s");
                return;
            }

            from = Tally.Now;
            var exitCode = await Task.Run(replica.StopGracefully);
            if (exitCode != 0)
            {
                log.Saw($"after SIGTERM replica {number} ended with {exitCode?.ToString() ?? "a kill"} instead of 0");
            }

            var refused = tally.Since(from).Count(seen => seen.Replica == number && seen.Status >= 500);
            if (refused > 0)
            {
                log.Saw($"after SIGTERM replica {number} answered {refused} accepted requests with 5xx");
            }

            log.Done(FaultKind.Graceful);
        }
        finally
        {
            toStore.IsQuiet = toService.IsQuiet = false;
            storeGate.Release();
        }
    }

    private async Task<bool> ServesAsync(int number, long since)
    {
        for (var end = DateTime.UtcNow + ServesWithin; DateTime.UtcNow < end && !tally.IsOver; await Task.Delay(20))
        {
            if (tally.Since(since).Any(seen => seen.Replica == number && seen.Status is >= 200 and < 300))
            {
                return true;
            }
        }

        return false;
    }
}

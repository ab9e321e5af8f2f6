using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;

namespace ElasticAccess.Api.Webhooks;

/// <summary>
/// Turns events into deliveries and gives every webhook that something is due for a turn of its own, so that none waits
/// for another's receiver. Every replica does it; leases keep them apart.
/// </summary>
internal sealed partial class WebhookWorker(
    IStore store, WebhookTurn turn, WebhookMetrics metrics, TimeProvider time, ILogger<WebhookWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenMeasures = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromMinutes(10);

    // Batches of events at a look; what was made of them is sent meanwhile.
    private const int PumpedMax = 10;

    private readonly Dictionary<Guid, Task> turns = [];
    private long measured;
    private long cleaned = TimeProvider.System.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time between looks, also where the service's own is a sandbox's that stands still.
        while (!stoppingToken.IsCancellationRequested)
        {
            var nap = Nap;
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                RoundFailed(logger, fault.Message);
                nap = AfterFault;
            }

            await Task.Delay(nap, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(turns.Values);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        for (var i = 0; i < PumpedMax && await OutboxPump.RunAsync(store, time.Now(), ct); i++)
        {
        }

        foreach (var webhookId in await DeliveryQueue.FindDueAsync(store, time.Now(), ct))
        {
            if (!turns.TryGetValue(webhookId, out var running) || running.IsCompleted)
            {
                turns[webhookId] = Task.Run(() => TakeTurnAsync(webhookId, ct), CancellationToken.None);
            }
        }

        if (IsTime(ref measured, BetweenMeasures))
        {
            metrics.Show(await WebhookCare.MeasureAsync(store, ct), time.Now());
        }

        if (IsTime(ref cleaned, BetweenCleanings))
        {
            while (await WebhookCare.CleanAsync(store, time.Now(), ct))
            {
            }
        }
    }

    private async Task TakeTurnAsync(Guid webhookId, CancellationToken ct)
    {
        try
        {
            await turn.RunAsync(webhookId, ct);
        }
        catch (Exception fault)
        {
            // What was sent and not written down is sent again.
            if (!ct.IsCancellationRequested)
            {
                TurnFailed(logger, webhookId, fault.Message);
            }
        }
    }

    private static bool IsTime(ref long last, TimeSpan between)
    {
        if (last != 0 && TimeProvider.System.GetElapsedTime(last) < between)
        {
            return false;
        }

        last = TimeProvider.System.GetTimestamp();
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be looked after and are tried again: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "Deliveries of webhook {WebhookId} stopped and are tried again: {Fault}")]
    private static partial void TurnFailed(ILogger logger, Guid webhookId, string fault);
}

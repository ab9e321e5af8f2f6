using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Api.Webhooks;

/// <summary>
/// One webhook's turn: its lanes side by side, each in order, none beyond the first that fails. No transaction is open
/// while a receiver is waited for.
/// </summary>
internal sealed class WebhookTurn(
    IStore store, WebhookSender sender, WebhookSecrets secrets, Pace pace, TimeProvider time)
{
    private const int AtOnceMax = 8;
    private const int BatchesMax = 20;

    // With one attempt that takes as long as it may, a batch stays well within its lease.
    private static readonly TimeSpan BatchMax = TimeSpan.FromSeconds(10);

    public async Task RunAsync(Guid webhookId, CancellationToken ct)
    {
        if (await DeliveryQueue.TryOpenAsync(store, webhookId, ct) is not { } queue)
        {
            return;
        }

        try
        {
            // After some batches whoever is idle may go on: replicas share a long backlog.
            for (var i = 0; i < BatchesMax && await TrySendAsync(queue, ct); i++)
            {
            }
        }
        finally
        {
            await queue.CloseAsync();
        }
    }

    private async Task<bool> TrySendAsync(DeliveryQueue queue, CancellationToken ct)
    {
        if (await queue.TakeAsync(time.Now(), ct) is not { Count: > 0 } lanes)
        {
            return false;
        }

        var batch = new Batch(queue.Webhook, Signing(queue.Webhook), TimeProvider.System.GetTimestamp());
        var outcomes = new LaneOutcome[lanes.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, lanes.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax },
            async (i, _) => outcomes[i] = await SendAsync(lanes[i], batch, ct));

        // What was sent is written down even when the service is stopping.
        await queue.SettleAsync(outcomes, CancellationToken.None);
        if (batch.GaveUp is { } reason)
        {
            await queue.DisableAsync(reason, time.Now(), CancellationToken.None);
        }

        return batch.GaveUp is null && !ct.IsCancellationRequested;
    }

    private async Task<LaneOutcome> SendAsync(DueLane lane, Batch batch, CancellationToken ct)
    {
        var attempted = new List<(WebhookDeliveryRow, Action<WebhookDeliveryRow>)>();
        var done = 0;
        foreach (var delivery in lane.Deliveries)
        {
            if (ct.IsCancellationRequested || TimeProvider.System.GetElapsedTime(batch.Began) > BatchMax)
            {
                break;
            }

            if (await TrySendAsync(delivery, batch, ct) is not { } sent)
            {
                break;
            }

            var now = time.Now();
            var isOver = sent.Fault is null || delivery.Type == EventTypes.Test;
            attempted.Add((delivery, row => Note(row, sent, now)));
            done += isOver ? 1 : 0;
            if (!isOver)
            {
                return new(lane.LaneId, attempted, done, NextMs(delivery, sent, now, batch));
            }
        }

        return new(lane.LaneId, attempted, done, time.Now().Ms);
    }

    // Null: the service stops, and whether it has arrived is not known. It is sent again.
    private async Task<Sent?> TrySendAsync(WebhookDeliveryRow delivery, Batch batch, CancellationToken ct)
    {
        if (batch.Secrets.Count == 0)
        {
            return new(null, "the secret cannot be opened with the configured key", TimeSpan.Zero);
        }

        try
        {
            await pace.WaitAsync(ct);
            return await sender.SendAsync(
                batch.Webhook.Url, WebhookIds.OfEvent(delivery.EventId), delivery.Body, batch.Secrets, ct);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static long NextMs(WebhookDeliveryRow delivery, Sent sent, Instant now, Batch batch)
    {
        var first = new Instant(delivery.FirstAttemptMs ?? now.Ms);
        if (!sent.IsGone && DeliveryPlan.Next(delivery.Attempts + 1, first, now) is { } next)
        {
            return next.Ms;
        }

        batch.GaveUp ??= sent.IsGone
            ? "the receiver answered 410 Gone"
            : $"a delivery failed for {DeliveryPlan.Patience.TotalDays:0} days, last: {sent.Fault}";
        return now.Ms;
    }

    private static void Note(WebhookDeliveryRow row, Sent sent, Instant now)
    {
        row.State = sent.Fault is null ? DeliveryState.Delivered
            : row.Type == EventTypes.Test ? DeliveryState.Failed
            : DeliveryState.Pending;
        row.Attempts++;
        row.FirstAttemptMs ??= now.Ms;
        row.LastAttemptMs = now.Ms;
        row.LastStatus = sent.Status;
        row.LastFault = sent.Fault;
        row.LastTook = (int)sent.Took.TotalMilliseconds;
    }

    // Both, while receivers learn the new one. None when it cannot be opened.
    private List<string> Signing(WebhookRow webhook)
    {
        var stored = webhook.PreviousUntilMs > time.Now().Ms
            ? new[] { webhook.Secret, webhook.PreviousSecret! }
            : [webhook.Secret];
        return [.. stored.Select(secrets.Open).OfType<string>()];
    }

    private sealed record Batch(WebhookRow Webhook, List<string> Secrets, long Began)
    {
        /// <summary>Why nothing more is sent to it.</summary>
        public string? GaveUp { get; set; }
    }
}

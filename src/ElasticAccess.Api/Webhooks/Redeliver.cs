using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

internal static class Redeliver
{
    /// <summary>
    /// Under the id of the event, which the receiver may know already. It waits for none and none waits for it.
    /// </summary>
    public static async Task<IAnswer> Handle(
        Guid webhookId, Guid deliveryId, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        await OutboxPump.LockAsync(store, db, ct);
        if (await GetWebhook.FindAsync(db, webhookId, ct) is not { } webhook)
        {
            return WebhookIds.Unknown(webhookId);
        }

        if (await db.WebhookDeliveries.AsNoTracking()
            .SingleOrDefaultAsync(d => d.WebhookId == webhookId && d.DeliveryId == deliveryId, ct) is not { } earlier)
        {
            return Errors.NotFound($"There is no delivery {deliveryId} of this webhook");
        }

        if (earlier.State == DeliveryState.Pending || !webhook.IsEnabled)
        {
            return Errors.Conflict(webhook.IsEnabled ? "The delivery is still to be sent" : "The webhook is disabled");
        }

        var (id, now) = (TimedId.Next(), time.Now());
        var delivery = new WebhookDeliveryRow
        {
            WebhookId = webhookId,
            DeliveryId = id,
            LaneId = id,
            Position = 0,
            EventId = earlier.EventId,
            InstanceId = earlier.InstanceId,
            Type = earlier.Type,
            Body = earlier.Body,
            CreatedMs = now.Ms,
            RedeliveryOf = deliveryId,
        };
        await OutboxPump.QueueAsync(store, db, [delivery], now, ct);
        return Answer.Created(DeliveryBody.Of(delivery, dueMs: null));
    }
}

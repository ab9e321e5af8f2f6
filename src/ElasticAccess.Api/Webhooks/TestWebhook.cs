using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Api.Webhooks;

internal static class TestWebhook
{
    public static async Task<IAnswer> Handle(
        Guid webhookId, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        await OutboxPump.LockAsync(store, db, ct);
        if (await GetWebhook.FindAsync(db, webhookId, ct) is not { } webhook)
        {
            return WebhookIds.Unknown(webhookId);
        }

        if (!webhook.IsEnabled)
        {
            return Errors.Conflict("The webhook is disabled");
        }

        var (id, now) = (TimedId.Next(), time.Now());
        var delivery = new WebhookDeliveryRow
        {
            WebhookId = webhookId,
            DeliveryId = id,
            LaneId = id,
            Position = 0,
            EventId = TimedId.Next(),
            InstanceId = Guid.Empty,
            Type = EventTypes.Test,
            Body = OutboxPump.Body(EventTypes.Test, now.Ms, $$"""{"webhookId":"{{webhookId}}"}"""),
            CreatedMs = now.Ms,
        };
        await OutboxPump.QueueAsync(store, db, [delivery], now, ct);
        return Answer.Created(DeliveryBody.Of(delivery, dueMs: null));
    }
}

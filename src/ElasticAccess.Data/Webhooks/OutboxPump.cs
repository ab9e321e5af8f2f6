using System.Security.Cryptography;
using System.Text.Json;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Webhooks;

/// <summary>
/// Makes deliveries of events: takes rows out of the outbox and writes one for each webhook that asks, in one
/// transaction. One at a time does it, of all replicas, or a later event of an instance could be there to be sent
/// before an earlier one is. A disabled webhook gets its deliveries too; they wait.
/// </summary>
public static class OutboxPump
{
    private const int EventsMax = 200;
    private static readonly byte[] Lock = SHA256.HashData("outbox"u8);

    /// <summary>
    /// Whoever makes or removes deliveries beside the pump takes turns with it, so that none is made of a webhook that
    /// goes meanwhile. Held by the transaction of <paramref name="db"/>.
    /// </summary>
    public static Task LockAsync(IStore store, AccessDb db, CancellationToken ct) => store.LockAsync(db, Lock, ct);

    /// <summary>True when more may wait than there was room for.</summary>
    public static async Task<bool> RunAsync(IStore store, Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        if (!await db.Outbox.AsNoTracking().AnyAsync(ct))
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync(store, db, ct);
        var events = await db.Outbox.AsNoTracking().OrderBy(e => e.Position).Take(EventsMax).ToListAsync(ct);
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.DeletedMs == null)
            .Select(w => new { w.WebhookId, Filter = new { w.Events, w.Instances } }).ToListAsync(ct);
        var deliveries = (
            from webhook in webhooks
            let filter = new WebhookFilter(webhook.Filter.Events, webhook.Filter.Instances)
            from e in events
            where filter.Wants(e.Type, e.InstanceId)
            select Of(webhook.WebhookId, e, now)).ToList();
        await QueueAsync(store, db, deliveries, now, ct);
        var taken = events.ConvertAll(e => e.Position);
        await db.Outbox.Where(e => taken.Contains(e.Position)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return events.Count == EventsMax;
    }

    /// <summary>In the transaction of <paramref name="db"/>.</summary>
    public static async Task QueueAsync(
        IStore store, AccessDb db, IReadOnlyCollection<WebhookDeliveryRow> deliveries, Instant now,
        CancellationToken ct)
    {
        if (deliveries.Count == 0)
        {
            return;
        }

        await store.InsertManyAsync(db, deliveries, ct);

        // Always in one order, so that two who queue do not wait for each other.
        foreach (var lane in deliveries.GroupBy(d => (d.WebhookId, d.LaneId)).OrderBy(lane => lane.Key))
        {
            var (webhookId, laneId, added) = (lane.Key.WebhookId, lane.Key.LaneId, lane.Count());
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into webhook_lane (webhook_id, lane_id, pending, due_ms)
                values ({webhookId}, {laneId}, {added}, {now.Ms})
                on conflict (webhook_id, lane_id) do update set pending = webhook_lane.pending + excluded.pending
                """,
                ct);
        }
    }

    public static string Body(string type, long timeMs, string data) =>
        $$"""{"type":{{JsonSerializer.Serialize(type)}},"timestamp":{{timeMs}},"data":{{data}}}""";

    private static WebhookDeliveryRow Of(Guid webhookId, OutboxEventRow e, Instant now) => new()
    {
        WebhookId = webhookId,
        DeliveryId = TimedId.Next(),
        LaneId = e.InstanceId,
        Position = e.Position,
        EventId = e.EventId,
        InstanceId = e.InstanceId,
        Type = e.Type,
        Body = Body(e.Type, e.TimeMs, e.Data),
        CreatedMs = now.Ms,
    };
}

using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Webhooks;

/// <summary>What waits to be delivered, of all replicas.</summary>
/// <param name="OldestMs">When the oldest of it happened or was queued; null when nothing waits.</param>
public sealed record Backlog(long Waiting, long? OldestMs);

/// <summary>How much waits, and the removal of what is past its time, a bounded number of rows at a time.</summary>
public static class WebhookCare
{
    /// <summary>Of a delivery, sent or not.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int RowsMax = 1_000;

    /// <summary>What waits at disabled webhooks is not counted: it waits for a person.</summary>
    public static async Task<Backlog> MeasureAsync(IStore store, CancellationToken ct)
    {
        await using var db = store.NewDb();
        var enabled = db.Webhooks.Where(w => w.IsEnabled && w.DeletedMs == null).Select(w => w.WebhookId);
        var pending = await db.WebhookLanes.Where(l => enabled.Contains(l.WebhookId)).SumAsync(l => (long)l.Pending, ct);
        var events = await db.Outbox.CountAsync(ct);
        var happened = await db.Outbox.MinAsync(e => (long?)e.TimeMs, ct);
        var queued = pending == 0 ? null : await db.WebhookDeliveries
            .Where(d => d.State == DeliveryState.Pending && enabled.Contains(d.WebhookId))
            .MinAsync(d => (long?)d.CreatedMs, ct);
        return new(pending + events, queued is null || happened < queued ? happened ?? queued : queued);
    }

    /// <summary>How many rows went; as many as one round takes when there may be more.</summary>
    public static async Task<bool> CleanAsync(IStore store, Instant now, CancellationToken ct)
    {
        var isMore = false;
        await using var db = store.NewDb();
        var before = (now - Kept).Ms;
        foreach (var webhook in await db.Webhooks.AsNoTracking().ToListAsync(ct))
        {
            isMore |= await CleanAsync(store, db, webhook, before, ct);
        }

        return isMore;
    }

    private static async Task<bool> CleanAsync(
        IStore store, AccessDb db, WebhookRow webhook, long before, CancellationToken ct)
    {
        // Nobody sends for a webhook that is disabled or deleted; of others only what is done is removed.
        var isAtRest = !webhook.IsEnabled || webhook.DeletedMs is not null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await OutboxPump.LockAsync(store, db, ct);
        var old = await db.WebhookDeliveries.AsNoTracking()
            .Where(d => d.WebhookId == webhook.WebhookId && (webhook.DeletedMs != null || d.CreatedMs < before)
                && (isAtRest || d.State != DeliveryState.Pending))
            .OrderBy(d => d.CreatedMs).Take(RowsMax).Select(d => new { d.DeliveryId, d.LaneId, d.State })
            .ToListAsync(ct);
        var ids = old.ConvertAll(d => d.DeliveryId);
        await db.WebhookDeliveries.Where(d => ids.Contains(d.DeliveryId)).ExecuteDeleteAsync(ct);
        var waiting = old.Where(d => d.State == DeliveryState.Pending).GroupBy(d => d.LaneId);
        foreach (var lane in waiting.OrderBy(lane => lane.Key))
        {
            var (id, gone) = (lane.Key, lane.Count());
            var row = db.WebhookLanes.Where(l => l.WebhookId == webhook.WebhookId && l.LaneId == id);
            await row.ExecuteUpdateAsync(set => set.SetProperty(l => l.Pending, l => l.Pending - gone), ct);
            await row.Where(l => l.Pending <= 0).ExecuteDeleteAsync(ct);
        }

        if (old.Count == 0 && webhook.DeletedMs is not null)
        {
            await db.Webhooks.Where(w => w.WebhookId == webhook.WebhookId).ExecuteDeleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return old.Count == RowsMax;
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

internal static class PutWebhook
{
    public static async Task<IAnswer> Handle(
        Guid webhookId, Body<WantedWebhook> body, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var wanted = body.Value;
        var (instances, fault) = await wanted.FindInstancesAsync(db, ct);
        if (fault is not null)
        {
            return fault;
        }

        if (await GetWebhook.FindAsync(db, webhookId, ct) is not { } row)
        {
            return WebhookIds.Unknown(webhookId);
        }

        var now = time.Now().Ms;
        (row.Url, row.Events, row.Instances) = (wanted.Url, [.. wanted.Events], instances);
        (row.IsEnabled, row.ModifiedMs) = (wanted.Enabled ?? true, now);
        row.DisabledReason = row.IsEnabled ? null : row.DisabledReason;
        row.DisabledMs = row.IsEnabled ? null : row.DisabledMs ?? now;
        await db.SaveChangesAsync(ct);
        if (row.IsEnabled)
        {
            await BeginAnewAsync(db, webhookId, now, ct);
        }

        return Answer.Ok(WebhookBody.Of(row));
    }

    // What waits is tried at once and has three days from then.
    private static async Task BeginAnewAsync(AccessDb db, Guid webhookId, long nowMs, CancellationToken ct)
    {
        await db.WebhookDeliveries
            .Where(d => d.WebhookId == webhookId && d.State == DeliveryState.Pending && d.Attempts > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(d => d.Attempts, 0).SetProperty(d => d.FirstAttemptMs, (long?)null), ct);
        await db.WebhookLanes.Where(l => l.WebhookId == webhookId && l.DueMs > nowMs)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.DueMs, nowMs), ct);
    }
}

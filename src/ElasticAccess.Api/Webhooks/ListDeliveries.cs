using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

internal static class ListDeliveries
{
    public static async Task<IAnswer> Handle(Guid webhookId, Paging paging, AccessDb db, CancellationToken ct)
    {
        if (await GetWebhook.FindAsync(db, webhookId, ct) is null)
        {
            return WebhookIds.Unknown(webhookId);
        }

        var (rows, next) = await paging.TakeAsync(db.WebhookDeliveries.Where(d => d.WebhookId == webhookId), ct);
        var lanes = rows.Select(d => d.LaneId).Distinct().ToList();
        var due = await db.WebhookLanes.AsNoTracking()
            .Where(l => l.WebhookId == webhookId && lanes.Contains(l.LaneId))
            .ToDictionaryAsync(l => l.LaneId, l => l.DueMs, ct);
        return Answer.Ok(new DeliveryPage(
            [
                .. rows.OrderBy(d => d.CreatedMs).ThenBy(d => d.Position).ThenBy(d => d.DeliveryId)
                    .Select(d => DeliveryBody.Of(d, due.TryGetValue(d.LaneId, out var ms) ? ms : null)),
            ],
            next));
    }
}

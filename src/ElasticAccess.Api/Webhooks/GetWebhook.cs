using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

internal static class GetWebhook
{
    public static async Task<IAnswer> Handle(Guid webhookId, AccessDb db, CancellationToken ct) =>
        await FindAsync(db, webhookId, ct) is { } row
            ? Answer.Ok(WebhookBody.Of(row))
            : WebhookIds.Unknown(webhookId);

    /// <summary>Null when there is none, or none any more.</summary>
    public static Task<WebhookRow?> FindAsync(AccessDb db, Guid webhookId, CancellationToken ct) =>
        db.Webhooks.SingleOrDefaultAsync(w => w.WebhookId == webhookId && w.DeletedMs == null, ct);
}

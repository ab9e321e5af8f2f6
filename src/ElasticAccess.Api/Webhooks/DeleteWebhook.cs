using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.Webhooks;

internal static class DeleteWebhook
{
    /// <summary>Hidden and mute at once; its deliveries are removed piece by piece.</summary>
    public static async Task<IAnswer> Handle(Guid webhookId, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        if (await GetWebhook.FindAsync(db, webhookId, ct) is not { } row)
        {
            return WebhookIds.Unknown(webhookId);
        }

        (row.DeletedMs, row.IsEnabled) = (time.Now().Ms, false);
        (row.Secret, row.PreviousSecret, row.PreviousUntilMs) = ([], null, null);
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}

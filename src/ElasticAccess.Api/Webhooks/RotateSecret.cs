using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.Webhooks;

internal static class RotateSecret
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Of two rotations within the overlap the first secret is void at once.</summary>
    public static async Task<IAnswer> Handle(
        Guid webhookId, AccessDb db, WebhookSecrets secrets, TimeProvider time, CancellationToken ct)
    {
        if (await GetWebhook.FindAsync(db, webhookId, ct) is not { } row)
        {
            return WebhookIds.Unknown(webhookId);
        }

        var secret = WebhookSecrets.New();
        var now = time.Now();
        var until = now + Overlap;
        (row.PreviousSecret, row.PreviousUntilMs) = (row.Secret, until.Ms);
        (row.Secret, row.ModifiedMs) = (secrets.Store(secret), now.Ms);
        await db.SaveChangesAsync(ct);
        return Answer.Ok(new NewSecret(secret, until.Ms));
    }
}

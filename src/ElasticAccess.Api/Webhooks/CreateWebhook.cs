using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Webhooks;

internal static class CreateWebhook
{
    private const int WebhooksMax = 100;

    public static async Task<IAnswer> Handle(
        Body<WantedWebhook> body, AccessDb db, IStore store, WebhookSecrets secrets, TimeProvider time,
        CancellationToken ct)
    {
        var wanted = body.Value;
        var (instances, fault) = await wanted.FindInstancesAsync(db, ct);
        if (fault is not null)
        {
            return fault;
        }

        await OutboxPump.LockAsync(store, db, ct);
        if (await db.Webhooks.CountAsync(w => w.DeletedMs == null, ct) >= WebhooksMax)
        {
            return Errors.Conflict($"There are {WebhooksMax} webhooks already; delete one first");
        }

        var now = time.Now().Ms;
        var secret = WebhookSecrets.New();
        var row = new WebhookRow
        {
            WebhookId = Guid.CreateVersion7(),
            Url = wanted.Url,
            Events = [.. wanted.Events],
            Instances = instances,
            Secret = secrets.Store(secret),
            IsEnabled = wanted.Enabled ?? true,
            CreatedMs = now,
            ModifiedMs = now,
        };
        db.Webhooks.Add(row);
        await db.SaveChangesAsync(ct);
        var made = WebhookBody.Of(row);
        return Answer.Created(new CreatedWebhook(
            made.Id, made.Url, made.Events, made.Instances, made.State, made.Created, made.Modified, secret));
    }
}

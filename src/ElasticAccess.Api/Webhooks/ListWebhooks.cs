using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.Webhooks;

internal static class ListWebhooks
{
    public static async Task<IAnswer> Handle(Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(db.Webhooks.Where(w => w.DeletedMs == null), ct);
        return Answer.Ok(new WebhookPage(
            [.. rows.OrderBy(w => w.CreatedMs).ThenBy(w => w.WebhookId).Select(WebhookBody.Of)], next));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Limits;

/// <param name="Content">By line item, the oldest first.</param>
/// <param name="Next">Cursor of the next page; 0 at the end.</param>
internal sealed record LimitPage(IReadOnlyList<LineItemLimitBody> Content, long Next);

/// <summary>A consumption limit and what it is a limit of.</summary>
/// <param name="LineItemId">Activation id.</param>
/// <param name="Limit">Tokens per requester and period.</param>
/// <param name="Interval">DAY, WEEK, MONTH or YEAR.</param>
/// <param name="NextReset">In ms.</param>
internal sealed record LineItemLimitBody(string LineItemId, Tokens Limit, string Interval, long NextReset);

/// <summary>The limits of all line items that have one; the cursor counts line items.</summary>
internal static class ListLimits
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, Paging paging, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == instanceId, ct))
        {
            return Errors.NotFound($"There is no instance {instanceId}");
        }

        var ofInstance = db.ConsumptionLimits.AsNoTracking().Where(limit => limit.InstanceId == instanceId);
        var (rows, next) = await paging.TakeAsync(
            db.LineItems.Where(row => row.InstanceId == instanceId
                && row.State != LineItemState.Deleted
                && ofInstance.Any(limit => limit.LineItemId == row.LineItemId)),
            ct);
        rows.Sort((a, b) => (a.CreatedMs, a.LineItemId).CompareTo((b.CreatedMs, b.LineItemId)));
        var ids = rows.ConvertAll(row => row.LineItemId);
        var limits = await ofInstance.Where(limit => ids.Contains(limit.LineItemId))
            .ToDictionaryAsync(limit => limit.LineItemId, ct);
        var now = time.Now();

        // A limit that was taken away between the two reads is left out.
        return Answer.Ok(new LimitPage(
            [.. rows.Where(row => limits.ContainsKey(row.LineItemId)).Select(row =>
            {
                var limit = LimitBody.Of(limits[row.LineItemId], now);
                return new LineItemLimitBody(row.ActivationId, limit.Limit, limit.Interval, limit.NextReset!.Value);
            })],
            next));
    }
}

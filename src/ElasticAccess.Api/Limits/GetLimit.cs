using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Limits;

internal static class GetLimit
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var found = await db.LineItems.AsNoTracking()
            .Where(row => row.InstanceId == instanceId
                && row.ActivationId == lineItem.Value
                && row.State != LineItemState.Deleted)
            .Join(
                db.ConsumptionLimits.AsNoTracking(),
                row => new { row.InstanceId, row.LineItemId },
                limit => new { limit.InstanceId, limit.LineItemId },
                (_, limit) => limit)
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Errors.NotFound($"There is no consumption limit on a line item {lineItem.Value}");
        }

        return Answer.Ok(LimitBody.Of(found, time.Now()));
    }
}

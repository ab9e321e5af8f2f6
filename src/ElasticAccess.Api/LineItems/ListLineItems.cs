using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.LineItems;

internal static class ListLineItems
{
    public static async Task<IAnswer> Handle(Guid instanceId, ApiVersion version, AccessDb db, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == instanceId, ct))
        {
            return Errors.NotFound($"There is no instance {instanceId}");
        }

        var rows = await db.LineItems.AsNoTracking()
            .Where(lineItem => lineItem.InstanceId == instanceId && lineItem.State != LineItemState.Deleted)
            .ToListAsync(ct);
        rows.Sort((a, b) => LineItem.CompareInChargingOrder(a.ToDomain(), b.ToDomain()));
        return Answer.Ok(rows.Select(row => LineItemBody.Of(row, version.KnowsResetFrequency)).ToArray());
    }
}

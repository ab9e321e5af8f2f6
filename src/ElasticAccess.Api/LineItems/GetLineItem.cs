using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.LineItems;

internal static class GetLineItem
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, ApiVersion version, AccessDb db, CancellationToken ct)
    {
        var found = await db.LineItems.AsNoTracking().SingleOrDefaultAsync(
            row => row.InstanceId == instanceId
                && row.ActivationId == lineItem.Value
                && row.State != LineItemState.Deleted,
            ct);
        return found is null
            ? Errors.NotFound($"The instance has no line item {lineItem.Value}")
            : Answer.Ok(LineItemBody.Of(found, version.KnowsResetFrequency));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Rules;

internal static class ListActions
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, AccessDb db, CancellationToken ct)
    {
        var found = await db.LineItems.AsNoTracking().SingleOrDefaultAsync(
            row => row.InstanceId == instanceId
                && row.ActivationId == lineItem.Value
                && row.State != LineItemState.Deleted,
            ct);
        if (found is null)
        {
            return Errors.NotFound($"The instance has no line item {lineItem.Value}");
        }

        var actions = await db.Actions.AsNoTracking()
            .Where(row => row.InstanceId == instanceId && row.LineItemId == found.LineItemId)
            .OrderBy(row => row.Position).ToListAsync(ct);
        return Answer.Ok(actions.Select(ActionBody.Of).ToArray());
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.Supply;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Rules;

/// <summary>The actions of all line items that have some, in charging order; the cursor counts line items.</summary>
internal static class ListInstanceActions
{
    public static async Task<IAnswer> Handle(Guid instanceId, Paging paging, AccessDb db, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == instanceId, ct))
        {
            return Errors.NotFound($"There is no instance {instanceId}");
        }

        var lineItems = await db.LineItems.AsNoTracking()
            .Where(row => row.InstanceId == instanceId && row.State != LineItemState.Deleted)
            .Where(row => db.Actions.Any(a => a.InstanceId == instanceId && a.LineItemId == row.LineItemId))
            .ToListAsync(ct);
        lineItems.Sort((a, b) => LineItem.CompareInChargingOrder(a.ToDomain(), b.ToDomain()));
        var page = lineItems.Skip((int)Math.Min(paging.After, int.MaxValue)).Take(paging.Size).ToList();
        var ids = page.ConvertAll(row => row.LineItemId);
        var actions = await db.Actions.AsNoTracking()
            .Where(row => row.InstanceId == instanceId && ids.Contains(row.LineItemId)).ToListAsync(ct);
        var ofLineItem = actions.ToLookup(row => row.LineItemId);
        var end = paging.After + page.Count;
        return Answer.Ok(new LineItemActionsPage(
            [.. page.Select(row => new LineItemActions(
                row.ActivationId,
                [.. ofLineItem[row.LineItemId].OrderBy(action => action.Position).Select(ActionBody.Of)]))],
            end < lineItems.Count ? end : 0));
    }
}

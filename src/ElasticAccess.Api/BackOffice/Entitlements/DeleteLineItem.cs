using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class DeleteLineItem
{
    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { } sale)
        {
            return entitlement.Unknown();
        }

        if (sale.LineItem(lineItem.Value) is not { } row)
        {
            return lineItem.Unknown();
        }

        if (Lifecycle.OfLineItem(sale.Entitlement.State, row.State, LifeStep.Delete) is null)
        {
            return Errors.Conflict(Lifecycle.Refusal($"The line item {row.ActivationId}", row.State, LifeStep.Delete));
        }

        db.EntitlementLineItems.Remove(row);
        return await mapping.RemoveAsync(sale, [row], time.Now(), ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.NoContent;
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class DeleteEntitlement
{
    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, TimeProvider time, CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { Entitlement: var row } sale)
        {
            return entitlement.Unknown();
        }

        if (Lifecycle.After(row.State, LifeStep.Delete) is null)
        {
            return Errors.Conflict(
                Lifecycle.Refusal($"The entitlement {row.EntitlementId}", row.State, LifeStep.Delete));
        }

        db.EntitlementLineItems.RemoveRange(sale.LineItems);
        db.Entitlements.Remove(row);
        return await mapping.RemoveAsync(sale, sale.LineItems, time.Now(), ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.NoContent;
    }
}

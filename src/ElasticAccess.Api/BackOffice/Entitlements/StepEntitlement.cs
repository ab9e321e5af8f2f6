using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>Deploy, inactivate, obsolete, test: the entitlement and the line items that go with it.</summary>
internal static class StepEntitlement
{
    public static Task<IAnswer> Deploy(
        EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Deploy, entitlement, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Inactivate(
        EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Inactivate, entitlement, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Obsolete(
        EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Obsolete, entitlement, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Test(
        EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Test, entitlement, db, store, mapping, time.Now(), ct);

    private static async Task<IAnswer> StepAsync(
        LifeStep step, EntitlementId entitlement, AccessDb db, IStore store, Mapping mapping, Instant now,
        CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { Entitlement: var row } sale)
        {
            return entitlement.Unknown();
        }

        if (Lifecycle.After(row.State, step) is not { } state)
        {
            return Errors.Conflict(Lifecycle.Refusal($"The entitlement {row.EntitlementId}", row.State, step));
        }

        (row.State, row.ModifiedMs) = (state, now.Ms);
        var changed = sale.LineItems.FindAll(lineItem => Follow(sale, lineItem, step, now));
        return await mapping.SaveAsync(sale, changed, now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Ok(EntitlementBody.Of(sale));
    }

    private static bool Follow(Sale sale, EntitlementLineItemRow lineItem, LifeStep step, Instant now)
    {
        var state = Lifecycle.Follow(step, lineItem.State, lineItem.InactiveWithEntitlement);
        if (state == lineItem.State)
        {
            return false;
        }

        (lineItem.State, lineItem.ModifiedMs) = (state, now.Ms);
        lineItem.InactiveWithEntitlement = state == LifeState.Inactive;
        Adding.Settle(lineItem, sale.LicenseModels[lineItem.LicenseModelId]);
        return true;
    }
}

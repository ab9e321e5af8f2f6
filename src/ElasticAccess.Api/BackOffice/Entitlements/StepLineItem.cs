using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>Deploy, inactivate, obsolete, test: one line item by itself.</summary>
internal static class StepLineItem
{
    public static Task<IAnswer> Deploy(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Deploy, entitlement, lineItem, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Inactivate(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) =>
        StepAsync(LifeStep.Inactivate, entitlement, lineItem, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Obsolete(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) =>
        StepAsync(LifeStep.Obsolete, entitlement, lineItem, db, store, mapping, time.Now(), ct);

    public static Task<IAnswer> Test(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping, TimeProvider time,
        CancellationToken ct) => StepAsync(LifeStep.Test, entitlement, lineItem, db, store, mapping, time.Now(), ct);

    private static async Task<IAnswer> StepAsync(
        LifeStep step, EntitlementId entitlement, SoldId lineItem, AccessDb db, IStore store, Mapping mapping,
        Instant now, CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { } sale)
        {
            return entitlement.Unknown();
        }

        if (sale.LineItem(lineItem.Value) is not { } row)
        {
            return lineItem.Unknown();
        }

        if (Lifecycle.OfLineItem(sale.Entitlement.State, row.State, step) is not { } state)
        {
            return Errors.Conflict(Refusal(sale, row, step));
        }

        (row.State, row.ModifiedMs, row.InactiveWithEntitlement) = (state, now.Ms, false);
        Adding.Settle(row, sale.LicenseModels[row.LicenseModelId]);
        return await mapping.SaveAsync(sale, [row], now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Ok(SoldLineItemBody.Of(sale, row));
    }

    // By itself it could; then it is the entitlement that stands in the way.
    private static string Refusal(Sale sale, EntitlementLineItemRow row, LifeStep step) =>
        Lifecycle.After(row.State, step) is null
            ? Lifecycle.Refusal($"The line item {row.ActivationId}", row.State, step)
            : Lifecycle.Refusal($"The line item {row.ActivationId}", row.State, step)
                + $" while its entitlement is {Lifecycle.NameOf(sale.Entitlement.State)}";
}

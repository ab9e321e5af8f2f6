using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class AddLineItem
{
    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, Body<NewSoldLineItem> body, AccessDb db, IStore store, Mapping mapping,
        TimeProvider time, CancellationToken ct)
    {
        if (await Sale.LockAsync(db, store, entitlement.Value, ct) is not { Entitlement: var row } sale)
        {
            return entitlement.Unknown();
        }

        if (Lifecycle.OfNewLineItem(row.State) is not { } state)
        {
            return Errors.Conflict(
                $"The entitlement {row.EntitlementId} is {Lifecycle.NameOf(row.State)}: "
                + "line items can be added in DRAFT, DEPLOYED and TEST only");
        }

        var now = time.Now();
        if (await new Adding(db, sale, state, now).AddAsync([body.Value], _ => "$", ct) is { } refusal)
        {
            return refusal;
        }

        row.ModifiedMs = now.Ms;
        return await mapping.SaveAsync(sale, [sale.LineItems[^1]], now, ct) is { } conflict
            ? Errors.Conflict(conflict)
            : Answer.Created(SoldLineItemBody.Of(sale, sale.LineItems[^1]));
    }
}

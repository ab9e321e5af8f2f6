using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class GetLineItem
{
    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, SoldId lineItem, AccessDb db, CancellationToken ct) =>
        await Sale.ReadAsync(db, entitlement.Value, ct) is not { } sale
            ? entitlement.Unknown()
            : sale.LineItem(lineItem.Value) is { } row
                ? Answer.Ok(SoldLineItemBody.Of(sale, row))
                : lineItem.Unknown();
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class GetEntitlement
{
    public static async Task<IAnswer> Handle(EntitlementId entitlement, AccessDb db, CancellationToken ct) =>
        await Sale.ReadAsync(db, entitlement.Value, ct) is { } sale
            ? Answer.Ok(EntitlementBody.Of(sale))
            : entitlement.Unknown();
}

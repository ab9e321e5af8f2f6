using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class ListClaims
{
    public static async Task<IAnswer> Handle(
        EntitlementId entitlement, AccountFilter account, Paging paging, AccessDb db, CancellationToken ct)
    {
        if (!await db.Entitlements.AnyAsync(e => e.EntitlementId == entitlement.Value, ct))
        {
            return entitlement.Unknown();
        }

        var (rows, next) = await paging.TakeAsync(
            db.Claims.Where(c => c.EntitlementId == entitlement.Value)
                .Where(c => account.Account == null || c.AccountId == account.Account),
            ct);
        return Answer.Ok(new Listed<ClaimBody>(
            [
                .. rows.OrderBy(c => c.CreatedMs).ThenBy(c => c.ActivationId, StringComparer.Ordinal)
                    .Select(ClaimBody.Of),
            ],
            next));
    }
}

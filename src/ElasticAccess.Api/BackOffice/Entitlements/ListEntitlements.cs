using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.BackOffice;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

internal static class ListEntitlements
{
    public static async Task<IAnswer> Handle(
        AccountFilter account, StateFilter state, Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(
            db.Entitlements
                .Where(e => account.Account == null || e.AccountId == account.Account)
                .Where(e => state.State == null || e.State == state.State),
            ct);
        var ids = rows.ConvertAll(e => e.EntitlementId);
        var types = await db.EntitlementLineItems.Where(l => ids.Contains(l.EntitlementId))
            .Join(
                db.LicenseModels, l => l.LicenseModelId, m => m.LicenseModelId,
                (l, m) => new { l.EntitlementId, m.Type })
            .GroupBy(l => l)
            .Select(group => new { group.Key.EntitlementId, group.Key.Type, Count = group.Count() })
            .ToListAsync(ct);
        var known = types.ToLookup(type => type.EntitlementId);
        return Answer.Ok(new Listed<EntitlementBody>(
            [
                .. rows.OrderBy(e => e.CreatedMs).ThenBy(e => e.EntitlementId, StringComparer.Ordinal)
                    .Select(e => EntitlementBody.Of(
                        e,
                        LicenseModelKind.EntitlementType(known[e.EntitlementId].Select(type => type.Type)),
                        known[e.EntitlementId].Sum(type => type.Count))),
            ],
            next));
    }
}

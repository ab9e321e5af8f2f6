using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Entitlements;

/// <summary>Who buys, and through whom.</summary>
internal static class Parties
{
    /// <summary>What is wrong with them, with the path; null when nothing is.</summary>
    public static async Task<string?> FindFaultAsync(
        AccessDb db, IStore store, string? account, IReadOnlyList<string>? partners, CancellationToken ct)
    {
        if (partners is { Count: > 0 })
        {
            await store.LockAsync(db, Locks.Partners, ct);
        }

        if (account is not null && !await db.Accounts.AnyAsync(a => a.AccountId == account, ct))
        {
            return "$.account: there is no such account";
        }

        var known = await db.Accounts
            .Where(a => a.Type == "CHANNEL_PARTNER" && (partners ?? Array.Empty<string>()).Contains(a.AccountId))
            .Select(a => a.AccountId).ToListAsync(ct);
        for (var i = 0; i < (partners?.Count ?? 0); i++)
        {
            if (!known.Contains(partners![i]))
            {
                return $"$.channelPartners[{i}]: there is no such account of the type CHANNEL_PARTNER";
            }
        }

        return null;
    }
}

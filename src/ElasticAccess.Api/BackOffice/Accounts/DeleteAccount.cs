using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Accounts;

internal static class DeleteAccount
{
    public static async Task<IAnswer> Handle(AccountId account, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Partners, ct);
        await store.LockAsync(db, Locks.Account(account.Value), ct);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.AccountId == account.Value, ct) is not { } row)
        {
            return account.Unknown();
        }

        var id = row.AccountId;
        if (await db.Entitlements.AnyAsync(e => e.AccountId == id || e.ChannelPartners.Contains(id), ct)
            || await db.Claims.AnyAsync(c => c.AccountId == id, ct))
        {
            return Errors.Conflict($"An entitlement names the account {id}");
        }

        db.Accounts.Remove(row);
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}

using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.BackOffice;

/// <summary>
/// The instances that line items are mapped to (contract 19): an account's default one, and one of its own for tests.
/// They are made when they are missing, and saved with whatever needs them.
/// </summary>
public sealed class Homes(AccessDb db, IStore store)
{
    public Task<Guid> DefaultAsync(string accountId, Instant now, CancellationToken ct) =>
        FindOrAddAsync(accountId, isDefault: true, $"{accountId}-def-inst", now, ct);

    public Task<Guid> ForTestsAsync(string accountId, Instant now, CancellationToken ct) =>
        FindOrAddAsync(accountId, isDefault: false, $"{accountId}-test-inst", now, ct);

    private async Task<Guid> FindOrAddAsync(
        string accountId, bool isDefault, string name, Instant now, CancellationToken ct)
    {
        if (await FindAsync() is { } found)
        {
            return found;
        }

        // Two first ones of one account at once: the second waits here and finds the first.
        await store.LockAsync(db, Locks.Account(accountId), ct);
        if (await FindAsync() is { } meanwhile)
        {
            return meanwhile;
        }

        var instanceId = Guid.CreateVersion7();
        Add(db, instanceId, accountId, name, isDefault, now);
        await db.SaveChangesAsync(ct);
        return instanceId;

        Task<Guid?> FindAsync() => db.Instances
            .Where(i => i.AccountId == accountId && i.DefaultInstance == isDefault)
            .Where(i => isDefault || i.ShortName == name)
            .OrderBy(i => i.CreatedMs).Select(i => (Guid?)i.InstanceId).FirstOrDefaultAsync(ct);
    }

    internal static void Add(
        AccessDb db, Guid instanceId, string accountId, string name, bool isDefault, Instant now)
    {
        db.Instances.Add(new InstanceRow
        {
            InstanceId = instanceId,
            ShortName = name,
            AccountId = accountId,
            DefaultInstance = isDefault,
            CreatedMs = now.Ms,
            ModifiedMs = now.Ms,
        });
        db.LedgerHeads.Add(new LedgerHeadRow { InstanceId = instanceId });
    }
}

using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Keys;

internal static class DeleteKey
{
    public static async Task<IAnswer> HandleAdministration(
        KeyId wanted, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        await store.LockAsync(db, AdministrationCredentials.Lock, ct);
        await store.LockAsync(db, PutKeys.Lock, ct);
        var isLast = await db.PublicKeys.CountAsync(key => key.Type == KeyType.Administration, ct) == 1;
        return await DeleteAsync(KeyType.Administration, wanted.Value, db, isLast, time.Now(), ct);
    }

    public static async Task<IAnswer> HandleClient(
        KeyId wanted, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        await store.LockAsync(db, PutKeys.Lock, ct);
        return await DeleteAsync(KeyType.Client, wanted.Value, db, isLast: false, time.Now(), ct);
    }

    private static async Task<IAnswer> DeleteAsync(
        KeyType type, string keyId, AccessDb db, bool isLast, Instant now, CancellationToken ct)
    {
        if (await db.PublicKeys.SingleOrDefaultAsync(key => key.Type == type && key.Id == keyId, ct) is not { } row)
        {
            return Errors.NotFound($"There is no key {keyId}");
        }

        if (isLast)
        {
            return Errors.Forbidden("The last administration key cannot be deleted");
        }

        db.PublicKeys.Remove(row);
        db.TellKey(KeyBody.NameOf(type), keyId, "DELETED", now);
        await db.SaveChangesAsync(ct);
        return Answer.Ok(new Said("Key deleted"));
    }
}

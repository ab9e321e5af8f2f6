using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.ApiKeys;

internal static class DeleteApiKey
{
    public static async Task<IAnswer> Handle(
        Guid apiKeyId, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        await store.LockAsync(db, AdministrationCredentials.Lock, ct);
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == apiKeyId, ct) is not { } row)
        {
            return Errors.NotFound($"There is no API key {apiKeyId}");
        }

        if (row.Type == KeyType.Administration && !await AnotherOpensAsync(row, db, time.Now().Ms, ct))
        {
            return Errors.Forbidden("The last administration credential cannot be deleted");
        }

        db.ApiKeys.Remove(row);
        db.TellKey("api-key", row.Id.ToString(), "DELETED", time.Now());
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }

    private static async Task<bool> AnotherOpensAsync(ApiKeyRow row, AccessDb db, long nowMs, CancellationToken ct) =>
        await db.PublicKeys.AnyAsync(key => key.Type == KeyType.Administration, ct)
        || await db.ApiKeys.AnyAsync(
            key => key.Type == KeyType.Administration
                && key.Id != row.Id
                && (key.ExpiresMs == null || key.ExpiresMs > nowMs),
            ct);
}

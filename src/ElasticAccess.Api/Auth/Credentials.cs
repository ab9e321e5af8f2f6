using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// Finds the caller behind a credential, and remembers it by the credential's hash for a few seconds only, so that a
/// deleted key stops working on every replica in time (contract 18.1).
/// </summary>
internal sealed class Credentials(IStore store, TokenVerifier tokens)
{
    private const int RememberedMax = 10_000;
    private const int CharsMax = 16 * 1024;

    private readonly ConcurrentDictionary<UInt128, KnownCaller> remembered = new();

    /// <summary>Null when nobody is known by it.</summary>
    public async Task<KnownCaller?> FindAsync(string credential, CancellationToken ct)
    {
        if (credential.Length is 0 or > CharsMax)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(credential));
        var key = BitConverter.ToUInt128(hash);
        if (remembered.TryGetValue(key, out var known) && known.IsOf(hash) && known.IsFresh)
        {
            return known;
        }

        var found = ApiKeySecret.IsOne(credential)
            ? await FindApiKeyAsync(hash, ct)
            : await tokens.VerifyAsync(credential, ct);
        if (found is not { } valid)
        {
            remembered.TryRemove(key, out _);
            return null;
        }

        if (remembered.Count >= RememberedMax)
        {
            remembered.Clear();
        }

        return remembered[key] = new(hash, valid.Caller, valid.UntilMs);
    }

    private async Task<VerifiedCaller?> FindApiKeyAsync(byte[] hash, CancellationToken ct)
    {
        await using var db = store.NewDb();
        var row = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.SecretHash == hash, ct);
        if (row is null || row.ExpiresMs <= TimeProvider.System.Now().Ms)
        {
            return null;
        }

        var caller = new Caller(row.Type, $"api-key:{row.Id}", row.Id.ToString(), row.Instances.ToHashSet());
        return new(caller, row.ExpiresMs ?? long.MaxValue);
    }
}

/// <param name="UntilMs">The credential itself ends then; exclusive.</param>
internal readonly record struct VerifiedCaller(Caller Caller, long UntilMs);

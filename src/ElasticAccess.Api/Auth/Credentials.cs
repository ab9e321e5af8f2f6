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
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(4);

    private const int RememberedMax = 10_000;
    private const int CharsMax = 16 * 1024;

    private readonly ConcurrentDictionary<UInt128, Remembered> remembered = new();

    public async Task<CallerPrincipal?> FindAsync(string credential, CancellationToken ct)
    {
        if (credential.Length is 0 or > CharsMax)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(credential));
        var key = BitConverter.ToUInt128(hash);
        if (remembered.TryGetValue(key, out var known) && known.IsGood(hash))
        {
            return known.Caller;
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

        var principal = new CallerPrincipal(valid.Caller);
        remembered[key] = new(hash, principal, Environment.TickCount64, valid.UntilMs);
        return principal;
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

    private sealed record Remembered(byte[] Hash, CallerPrincipal Caller, long AtTick, long UntilMs)
    {
        // Credentials are always judged by real time, also where the sandbox clock rules (contract 18.8).
        public bool IsGood(byte[] hash) =>
            Environment.TickCount64 - AtTick < RememberedFor.TotalMilliseconds
            && TimeProvider.System.Now().Ms < UntilMs
            && CryptographicOperations.FixedTimeEquals(Hash, hash);
    }
}

/// <param name="UntilMs">The credential itself ends then; exclusive.</param>
internal readonly record struct VerifiedCaller(Caller Caller, long UntilMs);

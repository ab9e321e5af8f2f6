using ElasticAccess.Data;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// Verifies tokens that the caller has signed with its own key (contract 3.1). The key id in the payload only selects a
/// stored key; that key alone decides which algorithms may have signed.
/// </summary>
internal sealed class TokenVerifier(IStore store)
{
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    public async Task<VerifiedCaller?> VerifyAsync(string token, CancellationToken ct)
    {
        if (!TokenClaims.TryRead(token, TimeProvider.System.Now().Ms, out var claims))
        {
            return null;
        }

        await using var db = store.NewDb();
        var row = await db.PublicKeys.AsNoTracking()
            .SingleOrDefaultAsync(key => key.Type == claims.Type && key.Id == claims.KeyId, ct);
        if (row is null || !await IsSignedAsync(token, claims.Algorithm, row.Pem))
        {
            return null;
        }

        var kind = row.Type == KeyType.Administration ? "administration-key" : "client-key";
        return new(new Caller(row.Type, $"{kind}:{row.Id}", row.Id, claims.Instances), claims.UntilMs);
    }

    private static async Task<bool> IsSignedAsync(string token, string algorithm, string pem)
    {
        using var key = PublicKey.Read(pem);
        if (key is null || !key.Algorithms.Contains(algorithm))
        {
            return false;
        }

        // Times and claims have been checked by then, more strictly than the library would.
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.SecurityKey,
            ValidAlgorithms = key.Algorithms,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = true,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
        return result.IsValid;
    }
}

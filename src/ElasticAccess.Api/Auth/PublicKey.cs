using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ElasticAccess.Api.Auth;

/// <summary>A stored public key, and the signature algorithms that fit it.</summary>
internal sealed class PublicKey : IDisposable
{
    private const int RsaBitsMin = 2048;
    private const int RsaBitsMax = 16_384;

    private readonly IDisposable owned;

    private PublicKey(IDisposable owned, SecurityKey securityKey, string[] algorithms)
    {
        this.owned = owned;
        SecurityKey = securityKey;
        Algorithms = algorithms;
    }

    public SecurityKey SecurityKey { get; }

    public string[] Algorithms { get; }

    /// <summary>
    /// Null for anything but the PEM of a public RSA key of 2048 bits or more, or of a key on P-256, 384, 521.
    /// </summary>
    public static PublicKey? Read(string pem) =>
        pem.Contains("PRIVATE", StringComparison.Ordinal) ? null : ReadRsa(pem) ?? ReadEc(pem);

    public void Dispose() => owned.Dispose();

    private static PublicKey? ReadRsa(string pem)
    {
        var rsa = RSA.Create();
        if (Import(rsa, pem) && rsa.KeySize is >= RsaBitsMin and <= RsaBitsMax)
        {
            return new(rsa, new RsaSecurityKey(rsa), ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]);
        }

        rsa.Dispose();
        return null;
    }

    private static PublicKey? ReadEc(string pem)
    {
        var ec = ECDsa.Create();
        if (Import(ec, pem) && AlgorithmOf(ec) is { } algorithm)
        {
            return new(ec, new ECDsaSecurityKey(ec), [algorithm]);
        }

        ec.Dispose();
        return null;
    }

    private static string? AlgorithmOf(ECDsa ec) => CurveOf(ec) switch
    {
        "1.2.840.10045.3.1.7" => "ES256",
        "1.3.132.0.34" => "ES384",
        "1.3.132.0.35" => "ES512",
        _ => null,
    };

    private static string? CurveOf(ECDsa ec) => ec.ExportParameters(includePrivateParameters: false).Curve.Oid.Value;

    private static bool Import(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return true;
        }
        catch (Exception notThis) when (notThis is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}

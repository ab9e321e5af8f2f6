using System.Security.Cryptography;

namespace ElasticAccess.Client.Credentials;

/// <summary>A checked private key and the algorithm that goes with it.</summary>
internal sealed class PrivateKey
{
    private const int RsaBitsMin = 2048;

    private readonly AsymmetricAlgorithm _key;
    private readonly HashAlgorithmName _hash;

    private PrivateKey(AsymmetricAlgorithm key, string algorithm, HashAlgorithmName hash) =>
        (_key, Algorithm, _hash) = (key, algorithm, hash);

    public string Algorithm { get; }

    /// <summary>
    /// Signs; not safe for several threads at once. EC signatures are r and s side by side, as JWS asks.
    /// </summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => _key is RSA rsa
        ? rsa.SignData(data, _hash, RSASignaturePadding.Pkcs1)
        : ((ECDsa)_key).SignData(data, _hash);

    public static PrivateKey Read(string pem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pem);
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            throw Unusable("It is not PEM text.");
        }

        return pem[fields.Label] switch
        {
            "RSA PRIVATE KEY" => ReadRsa(pem) ?? throw Unusable("Its RSA key cannot be read."),
            "EC PRIVATE KEY" => ReadEc(pem) ?? throw Unusable("Its EC key cannot be read."),
            "PRIVATE KEY" => ReadRsa(pem) ?? ReadEc(pem) ?? throw Unusable("It is neither an RSA nor an EC key."),
            var label => throw Unusable($"A {label} cannot sign."),
        };
    }

    private static PrivateKey? ReadRsa(string pem)
    {
        var rsa = RSA.Create();
        if (!TryImport(rsa, pem))
        {
            return null;
        }

        return rsa.KeySize >= RsaBitsMin
            ? new PrivateKey(rsa, "RS256", HashAlgorithmName.SHA256)
            : throw Unusable($"An RSA key has {RsaBitsMin} bits or more.");
    }

    private static PrivateKey? ReadEc(string pem)
    {
        var ec = ECDsa.Create();
        if (!TryImport(ec, pem))
        {
            return null;
        }

        return ec.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
        {
            "1.2.840.10045.3.1.7" => new PrivateKey(ec, "ES256", HashAlgorithmName.SHA256),
            "1.3.132.0.34" => new PrivateKey(ec, "ES384", HashAlgorithmName.SHA384),
            "1.3.132.0.35" => new PrivateKey(ec, "ES512", HashAlgorithmName.SHA512),
            _ => throw Unusable("An EC key is on P-256, P-384 or P-521."),
        };
    }

    private static bool TryImport(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            // PKCS#8 does not tell its algorithm by its label: a key of the other kind ends here.
            key.Dispose();
            return false;
        }
    }

    private static ArgumentException Unusable(string why) => new($"The private key cannot be used. {why}");
}

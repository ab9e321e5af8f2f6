using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Webhooks;

/// <summary>
/// The secrets that sign: shown once, and kept so that they can sign. With a key in the configuration they are sealed
/// in the store, and a copy of the store alone signs nothing.
/// </summary>
internal sealed class WebhookSecrets(WebhookOptions options)
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;
    private const byte Readable = 0;
    private const byte Sealed = 1;

    private readonly byte[]? key = options.ReadKey();

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    public byte[] Store(string secret)
    {
        var bytes = Encoding.ASCII.GetBytes(secret);
        return key is null ? [Readable, .. bytes] : [Sealed, .. SealedAnswer.Seal(bytes, key)];
    }

    /// <summary>Null where it was sealed with another key than the configuration has.</summary>
    public string? Open(byte[] stored)
    {
        try
        {
            return stored is [Readable, .. var bytes] ? Encoding.ASCII.GetString(bytes)
                : stored is [Sealed, .. var closed] && key is not null
                    ? Encoding.ASCII.GetString(SealedAnswer.Open(closed, key))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>As the Standard Webhooks specification has it: of id, seconds and body, by the secret's bytes.</summary>
    public static string Sign(string secret, string id, long timestamp, string body) => "v1," + Convert.ToBase64String(
        HMACSHA256.HashData(
            Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
}

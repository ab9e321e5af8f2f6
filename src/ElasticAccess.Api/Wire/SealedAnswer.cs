using System.Security.Cryptography;

namespace ElasticAccess.Api.Wire;

/// <summary>Marks an operation whose answer holds a credential, which must not lie readable in the store.</summary>
internal sealed record SecretAnswer;

/// <summary>
/// A stored answer that only its own Idempotency-Key opens: the store keeps hashes of keys, so a copy of the store
/// alone gives nothing away.
/// </summary>
internal static class SealedAnswer
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(byte[] body, byte[] secret)
    {
        var bytes = new byte[NonceBytes + TagBytes + body.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(secret, TagBytes);
        cipher.Encrypt(
            bytes.AsSpan(0, NonceBytes), body, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes));
        return bytes;
    }

    public static byte[] Open(byte[] bytes, byte[] secret)
    {
        var body = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(secret, TagBytes);
        cipher.Decrypt(
            bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), body);
        return body;
    }
}

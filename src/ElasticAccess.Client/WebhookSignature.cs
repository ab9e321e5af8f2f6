using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ElasticAccess.Client;

/// <summary>
/// Checks that an event really comes from the service, and has just been sent (contract section 20, Standard Webhooks).
/// </summary>
/// <remarks>
/// Read the body as bytes and check it before anything else looks at it. An event may come more than once, under the
/// same <c>webhook-id</c>: remember the ids that you have dealt with.
/// </remarks>
public static class WebhookSignature
{
    /// <summary>How far a sender's clock may be from the receiver's, on either side.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>True when the secret has signed exactly this, within the tolerance.</summary>
    /// <param name="secret">As it was shown, <c>whsec_…</c>.</param>
    /// <param name="webhookId">Header <c>webhook-id</c>.</param>
    /// <param name="webhookTimestamp">Header <c>webhook-timestamp</c>, in seconds.</param>
    /// <param name="webhookSignature">Header <c>webhook-signature</c>; during a rotation it holds two.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="time">The clock; null: real time.</param>
    /// <returns>False for anything else, headers that are missing among it.</returns>
    /// <exception cref="ArgumentException">The secret is none of the service's.</exception>
    public static bool Verify(
        string secret, string? webhookId, string? webhookTimestamp, string? webhookSignature, ReadOnlySpan<byte> body,
        TimeProvider? time = null)
    {
        var key = Key(secret);
        if (string.IsNullOrEmpty(webhookId) || webhookSignature is null
            || !long.TryParse(webhookTimestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        // Compared as numbers: no timestamp that fits a long is out of range here.
        var now = (time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        if (Int128.Abs((Int128)now - seconds) > (Int128)Tolerance.TotalSeconds)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using (var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{webhookId}.{webhookTimestamp}."));
            hash.AppendData(body);
            hash.GetHashAndReset(expected);
        }

        return AnyFits(webhookSignature, expected);
    }

    // All are compared, each in constant time.
    private static bool AnyFits(string signatures, ReadOnlySpan<byte> expected)
    {
        var fits = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in signatures.Split(' '))
        {
            fits |= signature.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
                && CryptographicOperations.FixedTimeEquals(given[..length], expected);
        }

        return fits;
    }

    private static byte[] Key(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        try
        {
            return Convert.FromBase64String(
                secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        }
        catch (FormatException)
        {
            throw new ArgumentException("The secret is not of the form whsec_ and base64.", nameof(secret));
        }
    }
}

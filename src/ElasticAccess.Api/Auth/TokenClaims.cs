using System.Buffers.Text;
using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// The claims of a token, read more strictly than the library reads them: none twice, none of the wrong type, no
/// unknown critical header, all that contract 3.1 requires. Nothing here is trusted before the signature is checked.
/// </summary>
internal sealed record TokenClaims(
    KeyType Type, string KeyId, string Algorithm, IReadOnlySet<Guid> Instances, long UntilMs)
{
    private const long SkewMs = 60_000;
    private const long SecondsMax = 253_402_300_799;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static bool TryRead(string token, long nowMs, out TokenClaims claims)
    {
        claims = null!;
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return false;
        }

        try
        {
            using var header = Parse(parts[0]);
            using var payload = Parse(parts[1]);
            return TryRead(header.RootElement, payload.RootElement, nowMs, out claims);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryRead(JsonElement header, JsonElement payload, long nowMs, out TokenClaims claims)
    {
        claims = null!;
        if (header.TryGetProperty("crit", out _)
            || Text(header, "alg") is not { } algorithm
            || Text(payload, "iss") is null
            || Seconds(payload, "iat") is null
            || Seconds(payload, "nbf") is not { } notBefore
            || Seconds(payload, "exp") is not { } expires
            || (notBefore * 1000) - SkewMs > nowMs
            || (expires * 1000) + SkewMs <= nowMs
            || !payload.TryGetProperty("cnf", out var cnf)
            || !cnf.TryGetProperty("jwk", out var jwk)
            || Text(jwk, "kid") is not { } keyId
            || !Shapes.IsName(keyId))
        {
            return false;
        }

        KeyType? type = jwk.TryGetProperty("kty", out var kty)
            ? kty.GetString() switch { "ADMIN" => KeyType.Administration, "CLIENT" => KeyType.Client, _ => null }
            : KeyType.Client;
        var instances = type == KeyType.Client ? Audience(payload) : new HashSet<Guid>();
        if (type is null || instances is null)
        {
            return false;
        }

        claims = new(type.Value, keyId, algorithm, instances, (expires * 1000) + SkewMs);
        return true;
    }

    // A list of instance ids; null where it is missing or no list. A text that is no id names no instance.
    private static HashSet<Guid>? Audience(JsonElement payload)
    {
        if (!payload.TryGetProperty("aud", out var audience))
        {
            return null;
        }

        string?[] names = audience.ValueKind == JsonValueKind.String
            ? [audience.GetString()]
            : [.. audience.EnumerateArray().Select(name => name.GetString())];
        return [
            .. names.Where(name => Guid.TryParseExact(name, "D", out _)).Select(name => Guid.ParseExact(name!, "D"))];
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // NumericDate may have a fraction (RFC 7519); seconds are enough here.
    private static long? Seconds(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var seconds)
        && seconds is >= 0 and <= SecondsMax
            ? (long)seconds
            : null;

    private static JsonDocument Parse(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
}

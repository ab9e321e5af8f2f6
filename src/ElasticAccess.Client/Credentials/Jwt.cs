using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Credentials;

/// <summary>The claims of contract section 3.1; times in seconds, unlike everywhere else.</summary>
internal sealed record TokenClaims(
    string Iss, long Iat, long Nbf, long Exp, IReadOnlyList<string>? Aud, TokenConfirmation Cnf);

internal sealed record TokenConfirmation(TokenKey Jwk);

internal sealed record TokenKey(string Kid, string Kty);

internal sealed record TokenHeader(string Alg, string Typ);

/// <summary>Writes a signed token in compact form.</summary>
internal static class Jwt
{
    public static string Sign(TokenClaims claims, PrivateKey key)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new TokenHeader(key.Algorithm, "JWT"), ClientJson.Default.TokenHeader);
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims, ClientJson.Default.TokenClaims);
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.Auth;

/// <summary>A key pair, and what it can sign with.</summary>
internal sealed record TestKey(string Id, string PublicPem, Func<string, byte[], byte[]> Sign,
    params string[] Algorithms)
{
    public static TestKey Rsa(string id)
    {
        var rsa = RSA.Create(2048);
        return new(
            id,
            rsa.ExportSubjectPublicKeyInfoPem(),
            (algorithm, data) => rsa.SignData(
                data, HashOf(algorithm), algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    }

    public static TestKey Ec(string id, ECCurve curve, string algorithm)
    {
        var ec = ECDsa.Create(curve);
        return new(id, ec.ExportSubjectPublicKeyInfoPem(), (name, data) => ec.SignData(data, HashOf(name)), algorithm);
    }

    private static HashAlgorithmName HashOf(string algorithm) => new($"SHA{algorithm[2..]}");
}

/// <summary>A token in the making: every part can be bent before it is signed.</summary>
internal sealed class TestToken
{
    private readonly TestKey key;

    private TestToken(TestKey key, JsonObject header, JsonObject payload)
    {
        this.key = key;
        Header = header;
        Payload = payload;
    }

    public JsonObject Header { get; }

    public JsonObject Payload { get; }

    public JsonObject Jwk => Payload["cnf"]!["jwk"]!.AsObject();

    public string Algorithm => Header["alg"]!.GetValue<string>();

    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public static TestToken Admin(TestKey key, string? algorithm = null) => Of(key, algorithm, "ADMIN");

    public static TestToken Client(TestKey key, string? algorithm, params string[] instances)
    {
        var token = Of(key, algorithm, "CLIENT");
        token.Payload["aud"] = new JsonArray([.. instances.Select(instance => JsonValue.Create(instance))]);
        return token;
    }

    public TestToken With(Action<TestToken> change)
    {
        change(this);
        return this;
    }

    public string Text(Func<string, string>? bendPayload = null, Func<string, string>? bendHeader = null)
    {
        var payload = bendPayload is null ? Payload.ToJsonString() : bendPayload(Payload.ToJsonString());
        var header = bendHeader is null ? Header.ToJsonString() : bendHeader(Header.ToJsonString());
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Algorithm, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>With another algorithm in its header than the one that signs.</summary>
    public string Claiming(string algorithm) =>
        Text(bendHeader: header => header.Replace(Algorithm, algorithm, StringComparison.Ordinal));

    public string SignedWith(Func<byte[], byte[]> sign, string algorithm)
    {
        Header["alg"] = algorithm;
        var signed = $"{Encode(Header.ToJsonString())}.{Encode(Payload.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static TestToken Of(TestKey key, string? algorithm, string type) => new(
        key,
        new() { ["alg"] = algorithm ?? key.Algorithms[0], ["typ"] = "JWT" },
        new()
        {
            ["iss"] = "licensing.example.org",
            ["iat"] = Now,
            ["nbf"] = Now,
            ["exp"] = Now + 600,
            ["cnf"] = new JsonObject { ["jwk"] = new JsonObject { ["kid"] = key.Id, ["kty"] = type } },
        });

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}

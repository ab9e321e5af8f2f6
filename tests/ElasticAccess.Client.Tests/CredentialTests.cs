using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElasticAccess.Client.Credentials;

namespace ElasticAccess.Client.Tests;

public sealed class CredentialTests
{
    private const string Call = "GET /provisioning/api/v1.1/configuration";

    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly ScriptedService _service = new();

    // Not enumerated at discovery: that is another process, whose keys would not be these.
    public static TheoryData<string> RsaPems => [Rsa.ExportPkcs8PrivateKeyPem(), Rsa.ExportRSAPrivateKeyPem()];

    public static TheoryData<string> EcPems => [Ec.ExportPkcs8PrivateKeyPem(), Ec.ExportECPrivateKeyPem()];

    [Theory]
    [MemberData(nameof(RsaPems), DisableDiscoveryEnumeration = true)]
    public async Task An_administration_token_is_signed_with_RS256(string pem)
    {
        var token = await TokenOf(Credential.Administration(pem, "admin-1"));

        Assert.True(Rsa.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("""{"alg":"RS256","typ":"JWT"}""", token.Header);
        var claims = JsonDocument.Parse(token.Payload).RootElement;
        Assert.Equal("""{"jwk":{"kid":"admin-1","kty":"ADMIN"}}""", claims.GetProperty("cnf").GetRawText());
        Assert.False(claims.TryGetProperty("aud", out _));
        Assert.True(Uri.IsWellFormedUriString(claims.GetProperty("iss").GetString(), UriKind.Absolute));
    }

    [Theory]
    [MemberData(nameof(EcPems), DisableDiscoveryEnumeration = true)]
    public async Task A_client_token_is_signed_with_ES256_and_lists_its_instances(string pem)
    {
        var credential = new SigningCredential(pem, "c", TokenKind.Client, ["i1", "i2"]) { Clock = _service.Time };

        var token = await TokenOf(credential);

        Assert.True(Ec.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256));
        Assert.Equal("""{"alg":"ES256","typ":"JWT"}""", token.Header);
        Assert.Equal(
            """{"iss":"urn:elastic-access:client","iat":1767225600,"nbf":1767225540,"exp":1767226200,"""
            + """ "aud":["i1","i2"],"cnf":{"jwk":{"kid":"c","kty":"CLIENT"}}}""".TrimStart(),
            token.Payload);
    }

    [Fact]
    public void A_token_is_used_until_shortly_before_its_end()
    {
        var credential = new SigningCredential(Rsa.ExportPkcs8PrivateKeyPem(), "k", TokenKind.Administration, [])
        {
            Clock = _service.Time,
        };

        var first = credential.BearerToken();
        _service.Time.Advance(TimeSpan.FromSeconds(539));
        Assert.Equal(first, credential.BearerToken());
        _service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, credential.BearerToken());
    }

    [Fact]
    public void Longer_curves_sign_with_their_own_algorithm()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.Equal("ES384", PrivateKey.Read(p384.ExportPkcs8PrivateKeyPem()).Algorithm);
        Assert.Equal("ES512", PrivateKey.Read(p521.ExportPkcs8PrivateKeyPem()).Algorithm);
    }

    [Fact]
    public void What_cannot_sign_is_refused_at_once()
    {
        using var small = RSA.Create(1024);
        string[] pems =
        [
            "", "no pem", Rsa.ExportSubjectPublicKeyInfoPem(), small.ExportPkcs8PrivateKeyPem(),
            Rsa.ExportEncryptedPkcs8PrivateKeyPem(
                "x", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        ];

        Assert.All(pems, pem => Assert.Throws<ArgumentException>(() => Credential.Administration(pem, "k")));
    }

    [Fact]
    public void A_client_token_without_an_instance_is_refused() =>
        Assert.Throws<ArgumentException>(() => Credential.ForInstances(Rsa.ExportPkcs8PrivateKeyPem(), "k"));

    [Fact]
    public void The_text_of_a_credential_shows_no_secret()
    {
        Assert.Equal("API key", $"{Credential.ApiKey("ea_admin_secret")}");
        Assert.DoesNotContain("PRIVATE", $"{Credential.Administration(Rsa.ExportPkcs8PrivateKeyPem(), "k")}");
    }

    private async Task<(byte[] Signed, byte[] Signature, string Header, string Payload)> TokenOf(Credential credential)
    {
        _service.On(Call, 200, "[]");
        await _service.Client(o => o with { Credential = credential })
            .GetConfigurationAsync(TestContext.Current.CancellationToken);
        var parts = _service.Sent[0].Header("Authorization")!["Bearer ".Length..].Split('.');
        Assert.Equal(3, parts.Length);
        return (
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            Base64Url.DecodeFromChars(parts[2]),
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])),
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])));
    }
}

using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.Auth;

/// <summary>The credentials of the matrix, made with keys that the service knows.</summary>
internal sealed class Grid(Service service, string instance)
{
    private readonly string mark = Guid.NewGuid().ToString("N")[..8];

    public TestKey Rsa { get; private set; } = null!;

    public TestKey[] AdminKeys { get; private set; } = [];

    public TestKey[] ClientKeys { get; private set; } = [];

    public TestKey ClientKey => ClientKeys[0];

    public static async Task<Grid> MakeAsync(Service service, string instance)
    {
        var grid = new Grid(service, instance);
        grid.AdminKeys = grid.Keys("admin");
        grid.ClientKeys = grid.Keys("client");
        grid.Rsa = grid.AdminKeys[0];
        await service.Admin.UploadAdministrationKeysAsync(
            [.. grid.AdminKeys.Select(key => new KeyUpload(key.Id, key.PublicPem))]);
        await service.Admin.UploadClientKeysAsync(
            [.. grid.ClientKeys.Select(key => new KeyUpload(key.Id, key.PublicPem))]);
        return grid;
    }

    /// <summary>Values of <c>Authorization</c> that nobody may enter with.</summary>
    public IEnumerable<(string Name, string Header)> Refused()
    {
        yield return ("empty", "");
        yield return ("no scheme", Service.AdminKey);
        yield return ("scheme alone", "Bearer");
        yield return ("scheme and blank", "Bearer ");
        yield return ("unknown scheme", $"Digest {Service.AdminKey}");
        yield return ("basic", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{Service.AdminKey}"))}");
        yield return ("key in upper case", $"Bearer {Service.AdminKey.ToUpperInvariant()}");
        foreach (var (name, text) in ApiKeys().Concat(Tokens()))
        {
            yield return (name, $"Bearer {text}");
        }
    }

    public async Task<HttpResponseMessage> SendAsync(Endpoint endpoint, string? authorization, string? at = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), at ?? endpoint.At(instance));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await service.Anonymous.SendAsync(request);
    }

    private static IEnumerable<(string Name, string Text)> ApiKeys() =>
    [
        ("prefix alone", "ea_admin_"),
        ("client prefix alone", "ea_client_"),
        ("too short", "ea_admin_x"),
        ("unknown", $"ea_admin_{new string('0', 64)}"),
        ("wrong secret", Service.AdminKey[..^1] + "?"),
        ("longer", Service.AdminKey + "0"),
        ("shorter", Service.AdminKey[..^1]),
        ("other prefix", Service.AdminKey.Replace("admin", "client", StringComparison.Ordinal)),
        ("two words", $"{Service.AdminKey} {Service.AdminKey}"),
        ("17 kB", "ea_admin_" + new string('0', 17_000)),
    ];

    private IEnumerable<(string Name, string Text)> Tokens()
    {
        var stranger = TestKey.Rsa("stranger");
        var good = TestToken.Admin(Rsa).Text();
        yield return ("dots", "..");
        yield return ("two parts", good[..good.LastIndexOf('.')]);
        yield return ("signature stripped", good[..(good.LastIndexOf('.') + 1)]);
        yield return ("five parts", good + ".a.b");
        yield return ("bit of the payload flipped", Flip(good, good.IndexOf('.') + 5));
        yield return ("bit of the signature flipped", Flip(good, good.LastIndexOf('.') + 5));
        yield return ("none", TestToken.Admin(Rsa).SignedWith(_ => [], "none"));
        yield return ("nOnE", TestToken.Admin(Rsa).SignedWith(_ => [], "nOnE"));
        yield return ("HS256 with the public key", TestToken.Admin(Rsa).SignedWith(
            data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Rsa.PublicPem), data), "HS256"));
        yield return ("RS256 called PS256", TestToken.Admin(Rsa, "RS256").Claiming("PS256"));
        yield return ("RS256 called RS512", TestToken.Admin(Rsa, "RS256").Claiming("RS512"));
        yield return ("RS256 called ES256", TestToken.Admin(Rsa, "RS256").Claiming("ES256"));
        yield return ("ES256 called ES384", TestToken.Admin(AdminKeys[1]).Claiming("ES384"));
        yield return ("expired", TestToken.Admin(Rsa).With(t => t.Payload["exp"] = TestToken.Now - 65).Text());
        yield return ("not yet", TestToken.Admin(Rsa).With(t => t.Payload["nbf"] = TestToken.Now + 600).Text());
        foreach (var claim in new[] { "iss", "nbf", "exp", "iat", "cnf" })
        {
            yield return ($"without {claim}", TestToken.Admin(Rsa).With(t => t.Payload.Remove(claim)).Text());
            yield return ($"{claim} null", TestToken.Admin(Rsa).With(t => t.Payload[claim] = null).Text());
            yield return ($"{claim} twice", TestToken.Admin(Rsa).Text(json => json.Insert(1, $"\"{claim}\":1,")));
        }

        foreach (var claim in new[] { "nbf", "exp", "iat" })
        {
            yield return ($"{claim} as a string", TestToken.Admin(Rsa)
                .With(t => t.Payload[claim] = t.Payload[claim]!.ToJsonString()).Text());
            yield return ($"{claim} in ms",
                TestToken.Admin(Rsa).With(t => t.Payload[claim] = TestToken.Now * 1000).Text());
        }

        yield return ("without kid", TestToken.Admin(Rsa).With(t => t.Jwk.Remove("kid")).Text());
        yield return ("kid a number", TestToken.Admin(Rsa).With(t => t.Jwk["kid"] = 1).Text());
        yield return ("kid with NUL", TestToken.Admin(Rsa).With(t => t.Jwk["kid"] = "a\0").Text());
        yield return ("kid with a lone surrogate",
            TestToken.Admin(Rsa).Text(json => json.Replace(Rsa.Id, "\\ud800", StringComparison.Ordinal)));
        yield return ("kid twice",
            TestToken.Admin(Rsa).Text(json =>
            json.Replace("\"kid\":", "\"kid\":\"x\",\"kid\":", StringComparison.Ordinal)));
        yield return ("unknown kid", TestToken.Admin(stranger).Text());
        yield return ("kid of SQL", TestToken.Admin(Rsa).With(t => t.Jwk["kid"] = "' or 1=1 --").Text());
        yield return ("known kid, other key", TestToken.Admin(stranger).With(t => t.Jwk["kid"] = Rsa.Id).Text());
        yield return ("without kty", TestToken.Admin(Rsa).With(t => t.Jwk.Remove("kty")).Text());
        yield return ("kty in lower case", TestToken.Admin(Rsa).With(t => t.Jwk["kty"] = "admin").Text());
        yield return ("kty null", TestToken.Admin(Rsa).With(t => t.Jwk["kty"] = null).Text());
        yield return ("CLIENT with an administration key", TestToken.Client(Rsa, null, instance).Text());
        yield return ("ADMIN with a client key", TestToken.Admin(ClientKey).Text());
        yield return ("client without aud",
            TestToken.Client(ClientKey, null).With(t => t.Payload.Remove("aud")).Text());
        yield return ("aud of numbers",
            TestToken.Client(ClientKey, null).With(t => t.Payload["aud"]!.AsArray().Add(1)).Text());
        yield return ("crit",
            TestToken.Admin(Rsa).With(t => t.Header["crit"] = new System.Text.Json.Nodes.JsonArray("x")).Text());
        yield return ("alg twice",
            TestToken.Admin(Rsa).Text(bendHeader: header => header.Insert(1, "\"alg\":\"none\",")));
        foreach (var name in new[] { "jku", "x5u" })
        {
            yield return ($"stranger's {name}", TestToken.Admin(stranger)
                .With(t => t.Header[name] = "http://127.0.0.1:1/keys").With(t => t.Jwk["kid"] = Rsa.Id).Text());
        }

        var offered = new System.Text.Json.Nodes.JsonObject { ["kty"] = "RSA", ["n"] = "AQAB", ["e"] = "AQAB" };
        yield return ("stranger's jwk", TestToken.Admin(stranger).With(t => t.Jwk["kid"] = Rsa.Id)
            .With(t => t.Header["jwk"] = offered).Text());
        yield return ("17 kB token", TestToken.Admin(Rsa).With(t => t.Payload["x"] = new string('x', 17_000)).Text());
    }

    private TestKey[] Keys(string kind) =>
    [
        TestKey.Rsa($"rsa-{kind}-{mark}"),
        TestKey.Ec($"p256-{kind}-{mark}", ECCurve.NamedCurves.nistP256, "ES256"),
        TestKey.Ec($"p384-{kind}-{mark}", ECCurve.NamedCurves.nistP384, "ES384"),
        TestKey.Ec($"p521-{kind}-{mark}", ECCurve.NamedCurves.nistP521, "ES512"),
    ];

    private static string Flip(string text, int at) => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
}

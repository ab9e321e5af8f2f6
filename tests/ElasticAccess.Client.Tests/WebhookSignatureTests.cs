using System.Security.Cryptography;
using System.Text;

namespace ElasticAccess.Client.Tests;

/// <summary>What a receiver takes for genuine (contract section 20).</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Other = "whsec_MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Body = """{"type":"webhook.test","timestamp":1767225600000,"data":{"text":"ä ✓"}}""";
    private const long Now = 1_767_225_600;

    private static readonly string Good = Sign(Secret, "evt_1", "1767225600", Body);

    [Fact]
    public void What_the_secret_has_signed_is_genuine() => Assert.True(Verify());

    [Fact]
    public void One_of_several_signatures_is_enough() => Assert.Multiple(
        () => Assert.True(Verify(signature: $"{Sign(Other, "evt_1", "1767225600", Body)} {Good}")),
        () => Assert.True(Verify(signature: $"v1a,xx {Good}")),
        () => Assert.True(Verify(signature: $"{Good} v1,")));

    [Fact]
    public void Anything_else_is_not() => Assert.Multiple(
        () => Assert.False(Verify(secret: Other)),
        () => Assert.False(Verify(id: "evt_2")),
        () => Assert.False(Verify(id: "")),
        () => Assert.False(Verify(id: null)),
        () => Assert.False(Verify(body: Body + " ")),
        () => Assert.False(Verify(body: "")),
        () => Assert.False(Verify(timestamp: "1767225601")),
        () => Assert.False(Verify(timestamp: null)),
        () => Assert.False(Verify(timestamp: "soon")),
        () => Assert.False(Verify(timestamp: "-1")),
        () => Assert.False(Verify(timestamp: "9223372036854775807")),
        () => Assert.False(Verify(timestamp: "99999999999999999999")),
        () => Assert.False(Verify(signature: null)),
        () => Assert.False(Verify(signature: "")),
        () => Assert.False(Verify(signature: "v1,")),
        () => Assert.False(Verify(signature: Good[3..])),
        () => Assert.False(Verify(signature: "v2" + Good[2..])),
        () => Assert.False(Verify(signature: Good[..^4])),
        () => Assert.False(Verify(signature: "v1," + new string('A', 4_000))));

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_clock_may_be_five_minutes_off(int seconds, bool isGenuine) =>
        Assert.Equal(isGenuine, Verify(now: Now + seconds));

    [Fact]
    public void A_secret_that_is_none_is_the_programmer_s_mistake() => Assert.Multiple(
        () => Assert.ThrowsAny<ArgumentException>(() => Verify(secret: "")),
        () => Assert.ThrowsAny<ArgumentException>(() => Verify(secret: "whsec_?")));

    private static bool Verify(
        string secret = Secret, string? id = "evt_1", string? timestamp = "1767225600", string? signature = "good",
        string body = Body, long now = Now) => WebhookSignature.Verify(
            secret, id, timestamp, signature == "good" ? Good : signature, Encoding.UTF8.GetBytes(body), new At(now));

    private static string Sign(string secret, string id, string timestamp, string body)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret[6..]));
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }

    private sealed class At(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}

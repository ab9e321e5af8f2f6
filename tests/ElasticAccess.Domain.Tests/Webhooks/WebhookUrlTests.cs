using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Domain.Tests.Webhooks;

/// <summary>What may be written down as the URL of a webhook (contract 20).</summary>
public sealed class WebhookUrlTests
{
    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/")]
    [InlineData("https://hooks.example.com:8443/a/b?c=d")]
    [InlineData("https://example.com:80/")]
    [InlineData("https://example.com./")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://134744072/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://example.com/@me")]
    [InlineData("https://127.0.0.1.example.com/")]
    public void A_public_https_url_is_fine(string url) => Assert.Null(Fault(url));

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://012.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://2852039166/")]
    [InlineData("https://0/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://intranet/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://metadata.google.internal/")]
    public void What_points_inwards_is_refused_in_every_notation(string url) =>
        Assert.Equal("must not point to a private, local or reserved address", Fault(url));

    [Theory]
    [InlineData("https://user@example.com/", "must not hold a user or a password")]
    [InlineData("https://user:pass@example.com/", "must not hold a user or a password")]
    [InlineData("https://example.com@127.0.0.1/", "must not hold a user or a password")]
    [InlineData("https://example.com/#x", "must not have a fragment")]
    [InlineData("https://example.com:22/", "must use port 443, 80 or one above 1023")]
    [InlineData("https://example.com:0/", "must use port 443, 80 or one above 1023")]
    [InlineData("http://example.com/", "must be https: plain http is only for use outside Production")]
    [InlineData("", Rule)]
    [InlineData("example.com", Rule)]
    [InlineData("//example.com", Rule)]
    [InlineData("/hook", Rule)]
    [InlineData("ftp://example.com", Rule)]
    [InlineData("file:///etc/passwd", Rule)]
    [InlineData("gopher://example.com", Rule)]
    [InlineData("https://", Rule)]
    [InlineData("https:///hook", Rule)]
    [InlineData("https://exa mple.com", Rule)]
    [InlineData("https://example.com\\@127.0.0.1/", Rule)]
    [InlineData("https://example.com:99999/", Rule)]
    [InlineData("https://example.com/\r\nHost: x", Rule)]
    [InlineData("https://①②⑦.⓪.⓪.①/", Rule)]
    [InlineData("https://127。0。0。1/", Rule)]
    [InlineData("https://%6cocalhost/", Rule)]
    [InlineData("https://%31%32%37.0.0.1/", Rule)]
    public void What_is_no_url_for_this_is_refused(string url, string fault) => Assert.Equal(fault, Fault(url));

    [Fact]
    public void Plain_http_and_private_addresses_are_settings()
    {
        Assert.Null(WebhookUrl.FindFault("http://127.0.0.1:22/", allowPrivate: true, allowHttp: true));
        Assert.NotNull(WebhookUrl.FindFault("http://127.0.0.1:8080/", allowPrivate: true, allowHttp: false));
        Assert.NotNull(WebhookUrl.FindFault("http://127.0.0.1:8080/", allowPrivate: false, allowHttp: true));
        Assert.NotNull(WebhookUrl.FindFault("http://a:b@127.0.0.1/", allowPrivate: true, allowHttp: true));
    }

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public void It_has_2048_characters_at_most(int length, bool isFine) =>
        Assert.Equal(isFine, Fault("https://example.com/".PadRight(length, 'a')) is null);

    private const string Rule = "must be an absolute https URL of up to 2048 printable ASCII characters";

    private static string? Fault(string url) => WebhookUrl.FindFault(url, allowPrivate: false, allowHttp: false);
}

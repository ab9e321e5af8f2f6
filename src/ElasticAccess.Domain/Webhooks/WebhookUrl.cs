using System.Net;

namespace ElasticAccess.Domain.Webhooks;

/// <summary>
/// Where a webhook may point to, as far as its text tells; what its name resolves to is looked at when it is called.
/// </summary>
public static class WebhookUrl
{
    public const int CharsMax = 2_048;
    private const int SystemPortMax = 1_023;

    /// <summary>Null when nothing is wrong with it.</summary>
    public static string? FindFault(string text, bool allowPrivate, bool allowHttp)
    {
        if (text.Length > CharsMax || text.Any(c => c <= ' ' || c > '~' || c == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            return $"must be an absolute https URL of up to {CharsMax} printable ASCII characters";
        }

        if (url.Scheme == Uri.UriSchemeHttp && !allowHttp)
        {
            return "must be https: plain http is only for use outside Production";
        }

        if (text.Contains('@', StringComparison.Ordinal) && url.UserInfo.Length > 0)
        {
            return "must not hold a user or a password";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "must not have a fragment";
        }

        return allowPrivate ? null : FindFaultOfHost(url);
    }

    private static string? FindFaultOfHost(Uri url)
    {
        // Decimal, octal, hexadecimal and shortened forms of IPv4 are plain ones in a URL's host. A dot at the end, of a
        // name or an address, changes nothing of what is reached.
        var host = url.IdnHost.TrimEnd('.');
        if (host.Length == 0)
        {
            return "must name a host";
        }

        var isAddress = IPAddress.TryParse(host, out var address);
        if (isAddress ? !PublicAddress.Is(address!) : IsLocal(host))
        {
            return "must not point to a private, local or reserved address";
        }

        return url.Port is 443 or 80 or > SystemPortMax
            ? null
            : $"must use port 443, 80 or one above {SystemPortMax}";
    }

    private static bool IsLocal(string host) => !host.Contains('.', StringComparison.Ordinal)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
}

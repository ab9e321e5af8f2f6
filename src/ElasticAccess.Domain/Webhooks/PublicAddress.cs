using System.Net;
using System.Net.Sockets;

namespace ElasticAccess.Domain.Webhooks;

/// <summary>
/// Whether an address belongs to the public internet. Whoever may say where events go to must not reach the service's
/// own network through it: not its machine, its neighbours, or what a cloud tells its machines about themselves.
/// </summary>
public static class PublicAddress
{
    // Special purpose ranges that lead nowhere public (IANA's registry), with the addresses of metadata services
    // among them: 169.254.169.254, 100.100.100.200, 192.0.0.192.
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // A metadata service that one cloud has put among public addresses.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    // Of 2000::/3, all that is handed out; the rest of IPv6 is private, local, multicast or nobody's.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(NotPublic4, range => range.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return false;
        }

        // An IPv4 address in the clothes of IPv6 is what it is.
        return Inner(address) is { } inner
            ? Is(inner)
            : Global6.Contains(address) && !Array.Exists(NotPublic6, range => range.Contains(address));
    }

    private static IPAddress? Inner(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || Nat64.Contains(address) ? new(bytes.AsSpan(12))
            : SixToFour.Contains(address) ? new(bytes.AsSpan(2, 4))
            : null;
    }
}

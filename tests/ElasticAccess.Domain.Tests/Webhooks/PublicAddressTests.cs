using System.Net;
using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Domain.Tests.Webhooks;

/// <summary>Where events may be sent to (contract 20).</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData(true, "1.1.1.1  9.255.255.255  11.0.0.0  100.63.255.255  100.128.0.0  126.255.255.255  128.0.0.1")]
    [InlineData(true, "169.253.255.255  169.255.0.0  172.15.255.255  172.32.0.0  192.167.255.255  192.169.0.0")]
    [InlineData(true, "198.17.255.255  198.20.0.0  223.255.255.255  168.63.129.15  192.0.1.0  203.0.112.255")]
    [InlineData(true, "2606:4700:4700::1111  2a00:1450::1  2001:4860:4860::8888  2002:101:101::1  64:ff9b::8.8.8.8")]
    [InlineData(true, "::ffff:1.1.1.1")]
    [InlineData(false, "0.0.0.0  0.1.2.3  255.255.255.255  240.0.0.1  224.0.0.1  239.255.255.255")]
    [InlineData(false, "10.0.0.0  10.255.255.255  172.16.0.1  172.31.255.255  192.168.0.1  127.0.0.1  127.255.0.1")]
    [InlineData(false, "100.64.0.1  100.127.255.255  169.254.0.1  192.0.0.1  192.0.2.1  198.18.0.1  198.19.255.255")]
    [InlineData(false, "198.51.100.7  203.0.113.7  192.88.99.1")]
    [InlineData(false, "169.254.169.254  100.100.100.200  192.0.0.192  168.63.129.16  fd00:ec2::254")]
    [InlineData(false, "::  ::1  ::ffff:127.0.0.1  ::ffff:10.0.0.1  ::ffff:169.254.169.254  ::7f00:1  ::1.1.1.1")]
    [InlineData(false, "fe80::1  fe80::1%1  febf::1  fec0::1  fc00::1  fdff::1  ff02::1  ff0e::1  100::1")]
    [InlineData(false, "64:ff9b::127.0.0.1  64:ff9b::10.0.0.1  64:ff9b:1::8.8.8.8  64:ff9b::a9fe:a9fe")]
    [InlineData(false, "2002:7f00:1::1  2002:a00:1::  2002:c0a8:101::1  2002:a9fe:a9fe::1")]
    [InlineData(false, "2001::1  2001:db8::1  3fff::1  4000::1  5f00::1")]
    public void An_address_is_public_or_not(bool isPublic, string addresses)
    {
        foreach (var address in addresses.Split("  "))
        {
            Assert.True(PublicAddress.Is(IPAddress.Parse(address)) == isPublic, address);
        }
    }

    [Fact]
    public void Every_range_that_is_not_public_ends_where_it_is_said_to()
    {
        (string First, string Last)[] ranges =
        [
            ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"), ("168.63.129.16", "168.63.129.16"), ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"), ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"),
            ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"), ("198.18.0.0", "198.19.255.255"),
            ("198.51.100.0", "198.51.100.255"), ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "255.255.255.255"),
        ];
        foreach (var (first, last) in ranges)
        {
            var (from, to) = (Number(first), Number(last));
            Assert.False(PublicAddress.Is(At(from)) || PublicAddress.Is(At(to)), first);
            Assert.True(from == 0 || PublicAddress.Is(At(from - 1)), $"before {first}");
            Assert.True(to == uint.MaxValue || PublicAddress.Is(At(to + 1)), $"behind {last}");
        }

        static uint Number(string text) =>
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(text).GetAddressBytes());

        static IPAddress At(uint number) =>
            new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
    }
}

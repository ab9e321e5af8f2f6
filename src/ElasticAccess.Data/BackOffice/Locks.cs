using System.Security.Cryptography;
using System.Text;

namespace ElasticAccess.Data.BackOffice;

/// <summary>What changes of one thing wait for, where they would otherwise pass each other.</summary>
public static class Locks
{
    /// <summary>Features, products and license models refer to each other: they change one at a time.</summary>
    public static readonly byte[] Catalogue = Of("catalogue");

    public static byte[] Entitlement(string entitlementId) => Of($"entitlement {entitlementId}");

    /// <summary>The first instance of an account.</summary>
    public static byte[] Account(string accountId) => Of($"account {accountId}");

    private static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

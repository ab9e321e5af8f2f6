using System.Security.Cryptography;
using System.Text;

namespace ElasticAccess.Data.BackOffice;

/// <summary>What changes of one thing wait for, where they would otherwise pass each other.</summary>
public static class Locks
{
    /// <summary>Features, products and license models refer to each other: they change one at a time.</summary>
    public static readonly byte[] Catalogue = Of("catalogue");

    /// <summary>An account is deleted, or named as a partner: no foreign key watches a list.</summary>
    public static readonly byte[] Partners = Of("partners");

    public static byte[] Entitlement(string entitlementId) => Of($"entitlement {entitlementId}");

    /// <summary>An account itself, and the first instance of it.</summary>
    public static byte[] Account(string accountId) => Of($"account {accountId}");

    private static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

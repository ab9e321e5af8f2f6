using System.Security.Cryptography;
using System.Text;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// The text of an API key: a prefix that makes leaks easy to find, and 256 random bits (contract 18.1).
/// </summary>
internal static class ApiKeySecret
{
    public const string AdminPrefix = "ea_admin_";
    public const string ClientPrefix = "ea_client_";

    /// <summary>
    /// Characters behind the prefix that a configured key must have: enough for 128 bits in any alphabet.
    /// </summary>
    public const int SecretCharsMin = 32;

    private const int RandomBytes = 32;
    private const int ShownChars = 6;

    public static string New(KeyType type) =>
        PrefixOf(type) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool IsOne(string credential) =>
        credential.StartsWith(AdminPrefix, StringComparison.Ordinal)
        || credential.StartsWith(ClientPrefix, StringComparison.Ordinal);

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The part of a key by which people recognise it.</summary>
    public static string Shown(KeyType type, string key) => key[..(PrefixOf(type).Length + ShownChars)];

    private static string PrefixOf(KeyType type) => type == KeyType.Administration ? AdminPrefix : ClientPrefix;
}

using System.Security.Cryptography;
using System.Text.Json;

namespace ElasticAccess.Console.Reaching;

/// <summary>
/// Tells what a form was made for from what it became meanwhile: the API replaces a resource as a whole, and so would
/// one person what another one has just changed.
/// </summary>
internal static class Mark
{
    private const int Chars = 24;

    /// <param name="shown">What of it the form can change.</param>
    public static string Of(object? shown) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown)))[..Chars];
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// A place in a list, as a text that callers hand back and do not read. A checksum tells one that was cut, made up or
/// taken from another list; it is no secret, since nobody sees more by knowing a place.
/// </summary>
internal static class Cursor
{
    public const string Rule = "must be a cursor of an earlier answer to the same question";

    private const int CheckBytes = 6;
    private const int CharsMax = 4_096;

    /// <param name="list">What the place is in: another list's cursor is refused.</param>
    public static string Write(string list, ReadOnlySpan<byte> place) =>
        Base64Url.EncodeToString([.. place, .. Check(list, place)]);

    public static bool TryRead(string list, string text, out byte[] place)
    {
        place = [];
        if (text.Length > CharsMax || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= CheckBytes || Base64Url.EncodeToString(bytes) != text)
        {
            return false;
        }

        place = bytes[..^CheckBytes];
        return Check(list, place).AsSpan().SequenceEqual(bytes.AsSpan()[^CheckBytes..]);
    }

    private static byte[] Check(string list, ReadOnlySpan<byte> place) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. place])[..CheckBytes];
}

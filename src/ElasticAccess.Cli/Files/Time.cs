using System.Globalization;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Cli.Files;

/// <summary>Times as people and the API write them.</summary>
internal static class Time
{
    public const string Help = "ms since 1970, or ISO 8601 (2026-11-22, 2026-11-22T08:00:00Z; UTC unless it says so)";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static DateTimeOffset? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var ms))
        {
            return IsIn(ms) ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        }

        return text switch
        {
            "now" => DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
            "permanent" => LineItem.Permanent,
            _ => DateTimeOffset.TryParse(text, Invariant, DateTimeStyles.AssumeUniversal, out var time)
                && text.Length >= "2026-01-01".Length && char.IsAsciiDigit(text[0]) && text[4] == '-'
                    ? time
                    : null,
        };
    }

    public static bool IsIn(long ms) =>
        ms >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>For people; scripts get ms.</summary>
    public static string Show(long ms) => !IsIn(ms) ? ms.ToString(Invariant)
        : ms == LineItem.Permanent.ToUnixTimeMilliseconds() ? "permanent"
        : ms == 0 ? ""
        : DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString(
            ms % 1000 == 0 ? "yyyy-MM-dd HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm:ss.fff'Z'", Invariant);
}

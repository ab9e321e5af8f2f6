using System.Globalization;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.BackOffice;

/// <summary>A time in a text of comma-separated values: ms since 1970, or ISO 8601, UTC unless it says so.</summary>
public static class WrittenTime
{
    /// <summary>Null for anything else, and for what lies before 1970 or after 9999.</summary>
    public static Instant? Of(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
        {
            return ms <= LineItem.Permanent.Ms ? new(ms) : null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.Year < 1970 ? null : new(MsOf(day));
        }

        return text.Length >= 16 && text[10] == 'T'
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.ToUnixTimeMilliseconds() >= 0
                ? new(time.ToUnixTimeMilliseconds())
                : null;
    }

    /// <summary>Of the first millisecond of a day, UTC.</summary>
    public static long MsOf(DateOnly day) => (day.DayNumber - 719_162L) * 86_400_000;
}

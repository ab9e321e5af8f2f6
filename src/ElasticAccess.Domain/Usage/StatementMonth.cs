using System.Globalization;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Domain.Usage;

/// <summary>A month of a time zone's calendar, such as <c>2026-11</c>.</summary>
/// <param name="Year">1970 to 9999.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct StatementMonth(int Year, int Month)
{
    private const int YearMin = 1970;

    /// <summary>As a summary calls the month's buckets.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    public static bool TryParse(string text, out StatementMonth month)
    {
        month = default;
        if (text.Length != 7
            || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < YearMin || number is < 1 or > 12)
        {
            return false;
        }

        month = new(year, number);
        return true;
    }

    /// <summary>
    /// Every time of the month lies in it, wherever the zone: <paramref name="latestMs"/> is exclusive, the least time
    /// is 0. Beside the month, it holds up to two days of its neighbours.
    /// </summary>
    public (long FromMs, long ToMs) Within(long latestMs)
    {
        var first = new CivilDate(Year, Month, 1);
        var from = (first.ToDays() - 2) * RollUp.DayMs;
        var to = (first.FirstOfMonth(later: 1).ToDays() + 2) * RollUp.DayMs;
        return (Math.Max(from, 0), Math.Min(to, latestMs));
    }
}

using System.Globalization;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Domain.Usage;

/// <summary>Hours, days and months as the clocks of a time zone show them.</summary>
internal static class Calendar
{
    private const long HourMs = 60 * 60_000;

    /// <summary>
    /// Cuts a range wherever a new hour, day or month begins or the clocks change. Each piece with its name and its
    /// end in ms, exclusive. Neighbours may share a name.
    /// </summary>
    public static IEnumerable<(string Name, long EndMs)> Cut(
        long fromMs, long toMs, TimeZoneInfo zone, TimeUnit unit)
    {
        foreach (var stretch in ZoneOffsets.Between(fromMs, toMs, zone))
        {
            for (var at = stretch.FromMs; at < stretch.ToMs;)
            {
                var localMs = at + stretch.OffsetMs;
                var endMs = Math.Min(NextStart(localMs, unit) - stretch.OffsetMs, stretch.ToMs);
                yield return (NameOf(localMs, unit), endMs);
                at = endMs;
            }
        }
    }

    /// <summary>What a bucket is called that a local time lies in, in ms since 1970 by the local clock.</summary>
    public static string NameOf(long localMs, TimeUnit unit)
    {
        var days = CivilDate.FloorDiv(localMs, RollUp.DayMs);
        var (year, month, day) = CivilDate.FromDays(days);
        var hour = (localMs - (days * RollUp.DayMs)) / HourMs;
        return unit switch
        {
            TimeUnit.Hour => string.Create(
                CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}T{hour:00}:00"),
            TimeUnit.Day => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"),
        };
    }

    private static long NextStart(long localMs, TimeUnit unit) => unit switch
    {
        TimeUnit.Hour => RollUp.StartOf(localMs, HourMs) + HourMs,
        TimeUnit.Day => RollUp.StartOf(localMs, RollUp.DayMs) + RollUp.DayMs,
        _ => CivilDate.FromDays(CivilDate.FloorDiv(localMs, RollUp.DayMs)).FirstOfMonth(later: 1).ToDays()
            * RollUp.DayMs,
    };
}

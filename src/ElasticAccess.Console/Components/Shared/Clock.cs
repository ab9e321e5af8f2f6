using System.Globalization;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>Times as the viewer's wall shows them. The name of the zone stands in the head of every page.</summary>
public sealed record Clock(TimeZoneInfo Zone)
{
    /// <summary>Of a field that holds something else.</summary>
    public const string Rule = "must be a date and a time";

    private const string Local = "yyyy-MM-dd'T'HH:mm:ss";

    // An input leaves out seconds, or parts of them, that are 0.
    private static readonly string[] Written = ["yyyy-MM-dd'T'HH:mm", Local, $"{Local}.FFF"];

    public DateTimeOffset Here(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    /// <summary>To the minute, or to the second.</summary>
    public string Show(DateTimeOffset time, bool seconds = false) => IsPermanent(time)
        ? "permanent"
        : Here(time).ToString(seconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string ShowDay(DateTimeOffset time) => IsPermanent(time)
        ? "permanent"
        : Here(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The time with its offset and zone, for a title.</summary>
    public string InFull(DateTimeOffset time) =>
        $"{Here(time).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture)} {Zone.Id}";

    /// <summary>As an input of the type datetime-local wants it.</summary>
    public string ForInput(DateTimeOffset time) => Here(time).ToString(Local, CultureInfo.InvariantCulture);

    /// <summary>
    /// What such an input sent, read in the viewer's zone; null when it is no time, or one that is in no year of UTC.
    /// </summary>
    public DateTimeOffset? Read(string? text)
    {
        if (!DateTime.TryParseExact(
            text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var offset = Zone.GetUtcOffset(local);
        var ticks = local.Ticks - offset.Ticks;
        return ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks
            ? null
            : new DateTimeOffset(local, offset);
    }

    /// <summary>
    /// The time that was there, where an input shows it as what was sent: it knows no milliseconds and changed nothing.
    /// </summary>
    public DateTimeOffset Kept(DateTimeOffset sent, DateTimeOffset? before) =>
        before is { } there && ForInput(there) == ForInput(sent) ? there : sent;

    /// <summary>The first moment of the day that it is here.</summary>
    public DateTimeOffset Today(DateTimeOffset now) => DaysAgo(now, 0);

    /// <summary>The first moment of a day here; its offset may be another one than today's.</summary>
    public DateTimeOffset DaysAgo(DateTimeOffset now, int days)
    {
        var midnight = Here(now).Date.AddDays(-days);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    public static bool IsPermanent(DateTimeOffset time) => time.Year == DateTimeOffset.MaxValue.Year;
}

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>Contract 12: periods of consumption limits, by the calendar, UTC.</summary>
public static class Limits
{
    /// <summary>
    /// A new number alone goes on counting; another interval, or another next reset, begins to count anew, after all
    /// periods in which anything was counted.
    /// </summary>
    public static Limit Configure(SetLimit wanted, Limit? known, long? lastPeriod, int number, long now) =>
        known is not null && known.Interval == wanted.Interval
            && (wanted.NextReset is null || wanted.NextReset == Period(known, now).Next)
            ? known with { Micro = wanted.LimitMicro }
            : Fresh(wanted, number, now, Math.Max(now, lastPeriod + 1 ?? now));

    /// <summary>The period that holds a time, which is never before the limit was configured.</summary>
    public static (long Start, long Next) Period(Limit limit, long now)
    {
        now = Math.Max(now, limit.Configured);
        if (now < limit.FirstReset)
        {
            return (limit.Configured, limit.FirstReset);
        }

        // A guess that may be one off, then put right.
        var days = (Day(now) - Day(limit.FirstReset)).Days;
        var n = limit.Interval switch
        {
            "DAY" => days,
            "WEEK" => days / 7,
            "MONTH" => days / 31,
            _ => days / 366,
        } - 1;
        while (Reset(limit, n + 1) <= now)
        {
            n++;
        }

        return (Math.Max(Reset(limit, n), limit.Configured), Reset(limit, n + 1));
    }

    private static Limit Fresh(SetLimit wanted, int number, long now, long configured)
    {
        var first = Date(wanted.NextReset ?? Ms(NaturalStart(Day(now), wanted.Interval)));
        if (wanted.Interval == "MONTH" && first.Day > 1)
        {
            first = first.AddDays(1 - first.Day).AddMonths(1);
        }

        return new(number, wanted.LimitMicro, wanted.Interval, Ms(first), configured);
    }

    private static DateTime NaturalStart(DateTime today, string interval) => interval switch
    {
        "DAY" => today.AddDays(1),
        "WEEK" => today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7)),
        "MONTH" => new DateTime(today.Year, today.Month, 1).AddMonths(1),
        _ => new DateTime(today.Year + 1, 1, 1),
    };

    private static long Reset(Limit limit, int n)
    {
        var first = Date(limit.FirstReset);
        return Ms(limit.Interval switch
        {
            "DAY" => first.AddDays(n),
            "WEEK" => first.AddDays(7L * n),
            "MONTH" => first.AddMonths(n),
            _ => first.AddYears(n),
        });
    }

    private static DateTime Day(long ms) => Date(ms).Date;

    private static DateTime Date(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms);

    private static long Ms(DateTime date) => (date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}

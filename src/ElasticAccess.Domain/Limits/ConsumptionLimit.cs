namespace ElasticAccess.Domain.Limits;

public enum LimitInterval
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>
/// A stretch of time in which a requester's consumption adds up: <paramref name="Start"/> is in it,
/// <paramref name="NextReset"/> begins the next one.
/// </summary>
public sealed record LimitPeriod(Instant Start, Instant NextReset);

/// <summary>
/// What each single requester may take from a line item within a period (contract 12). All times are UTC and within
/// the years 1 to 9999.
/// </summary>
/// <param name="Limit">Tokens per requester and period, from 0 to <see cref="Tokens.Max"/>.</param>
/// <param name="FirstReset">The reset all others are counted from; there is none before it.</param>
/// <param name="ConfiguredAt">Consumption before it does not count.</param>
public sealed record ConsumptionLimit(Tokens Limit, LimitInterval Interval, Instant FirstReset, Instant ConfiguredAt)
{
    private const int DaysPerWeek = 7;

    // 1970-01-01 was a Thursday, so the first Monday is day 4.
    private const int FirstMonday = 4;

    /// <summary>
    /// Without a wish the first reset is the next natural start: midnight, Monday, the first of the month, 1 January.
    /// A monthly limit always resets on the first of a month: a wish for another day becomes the first of the month
    /// after it, at the same time of day. A wish in the past is where the intervals are counted from.
    /// </summary>
    public static ConsumptionLimit Configure(Tokens limit, LimitInterval interval, Instant? nextReset, Instant now)
    {
        var wished = nextReset ?? NaturalStartAfter(now, interval);
        return new(limit, interval, interval == LimitInterval.Month ? FirstOfMonthFrom(wished) : wished, now);
    }

    /// <summary>
    /// The period that holds <paramref name="now"/>. A <paramref name="now"/> before the limit was configured is taken
    /// as that moment: a clock that jumped back opens no earlier period.
    /// </summary>
    public LimitPeriod PeriodAt(Instant now)
    {
        now = Instant.Later(now, ConfiguredAt);
        var passed = now < FirstReset ? -1 : ResetsPassed(now);
        var start = passed < 0 ? ConfiguredAt : Instant.Later(Reset(passed), ConfiguredAt);
        return new(start, Reset(passed + 1));
    }

    /// <summary>What the requester may still take, never negative.</summary>
    public Tokens Left(Tokens usedInPeriod) => Tokens.Larger(Limit - usedInPeriod, Tokens.Zero);

    // The number of the last reset at or before now; FirstReset is number 0. The calendar may lie by one, since the
    // day of the month and the time of day count too.
    private long ResetsPassed(Instant now)
    {
        var (from, to) = (Date(FirstReset), Date(now));
        var number = Interval switch
        {
            LimitInterval.Day => (now.Ms - FirstReset.Ms) / CivilDate.MsPerDay,
            LimitInterval.Week => (now.Ms - FirstReset.Ms) / (DaysPerWeek * CivilDate.MsPerDay),
            LimitInterval.Month => ((to.Year - from.Year) * 12) + to.Month - from.Month,
            _ => to.Year - from.Year,
        };
        return Reset(number) > now ? number - 1 : number;
    }

    // Always counted from the first one, so that 29 February comes back in the next leap year.
    private Instant Reset(long number) => Interval switch
    {
        LimitInterval.Day => new(FirstReset.Ms + (number * CivilDate.MsPerDay)),
        LimitInterval.Week => new(FirstReset.Ms + (number * DaysPerWeek * CivilDate.MsPerDay)),
        LimitInterval.Month => At(Date(FirstReset).FirstOfMonth(number), TimeOfDay(FirstReset)),
        _ => At(Date(FirstReset).InYear(Date(FirstReset).Year + number), TimeOfDay(FirstReset)),
    };

    private static Instant NaturalStartAfter(Instant now, LimitInterval interval)
    {
        var days = Days(now);
        var today = Date(now);
        var start = interval switch
        {
            LimitInterval.Day => days + 1,
            LimitInterval.Week =>
                ((CivilDate.FloorDiv(days - FirstMonday, DaysPerWeek) + 1) * DaysPerWeek) + FirstMonday,
            LimitInterval.Month => today.FirstOfMonth(1).ToDays(),
            _ => new CivilDate(today.Year + 1, 1, 1).ToDays(),
        };
        return new(start * CivilDate.MsPerDay);
    }

    private static Instant FirstOfMonthFrom(Instant wished) => Date(wished) is { Day: > 1 } date
        ? At(date.FirstOfMonth(1), TimeOfDay(wished))
        : wished;

    private static long Days(Instant at) => CivilDate.FloorDiv(at.Ms, CivilDate.MsPerDay);

    private static CivilDate Date(Instant at) => CivilDate.FromDays(Days(at));

    private static long TimeOfDay(Instant at) => at.Ms - (Days(at) * CivilDate.MsPerDay);

    private static Instant At(CivilDate date, long timeOfDay) => new((date.ToDays() * CivilDate.MsPerDay) + timeOfDay);
}

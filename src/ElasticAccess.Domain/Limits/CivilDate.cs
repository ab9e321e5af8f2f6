namespace ElasticAccess.Domain.Limits;

/// <summary>
/// A day of the Gregorian calendar, UTC. Own arithmetic on whole days, because the contract's permanent end is the
/// last millisecond DateTime knows, and the reset after it must still be a number.
/// </summary>
internal readonly record struct CivilDate(long Year, int Month, int Day)
{
    public const long MsPerDay = 86_400_000;

    // Years are counted from March, so that the leap day is the last one; an era is 400 years.
    private const long DaysPerEra = 146_097;
    private const long DaysToEpoch = 719_468;

    /// <summary>The day that a number of days since 1970-01-01 is.</summary>
    public static CivilDate FromDays(long days)
    {
        var shifted = days + DaysToEpoch;
        var era = FloorDiv(shifted, DaysPerEra);
        var dayOfEra = shifted - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return new((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), (int)month, (int)day);
    }

    /// <summary>Days since 1970-01-01.</summary>
    public long ToDays()
    {
        var year = Year - (Month <= 2 ? 1 : 0);
        var era = FloorDiv(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - DaysToEpoch;
    }

    /// <summary>The first day of the month this many months later.</summary>
    public CivilDate FirstOfMonth(long later)
    {
        var months = (Year * 12) + Month - 1 + later;
        var year = FloorDiv(months, 12);
        return new(year, (int)(months - (year * 12)) + 1, 1);
    }

    /// <summary>The same day of another year; 29 February becomes the 28th where there is none.</summary>
    public CivilDate InYear(long year) =>
        new(year, Month, Month == 2 && Day == 29 && !IsLeap(year) ? 28 : Day);

    public static long FloorDiv(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

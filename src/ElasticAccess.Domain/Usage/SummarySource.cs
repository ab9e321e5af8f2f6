namespace ElasticAccess.Domain.Usage;

/// <summary>Where a part of a summary is read from. The values are those of a roll-up's grain in the store.</summary>
public enum SummarySource
{
    /// <summary>Roll-ups of a quarter of an hour, without who asked.</summary>
    QuarterHours = 0,

    /// <summary>Roll-ups of a day, UTC, without who asked.</summary>
    Days = 1,

    /// <summary>Roll-ups of a day, UTC, for each who asked.</summary>
    DaysWithWho = 2,

    /// <summary>The ledger rows themselves.</summary>
    Rows = 3,
}

/// <summary>What a summary must know of each row, beyond item, version, line item and time.</summary>
public enum SummaryDetail
{
    Nothing,

    /// <summary>The requester: type, value and dictionary.</summary>
    Who,

    /// <summary>What only the rows hold, such as the session.</summary>
    Rows,
}

/// <summary>The lengths of the roll-ups. They begin at whole multiples of their length since 1970, UTC.</summary>
public static class RollUp
{
    /// <summary>In ms. Every offset of today's time zones is a multiple of it.</summary>
    public const long QuarterHourMs = 15 * 60_000;

    /// <summary>In ms.</summary>
    public const long DayMs = 24 * 60 * 60_000;

    /// <summary>The start, in ms, of the roll-up of this length in ms that a time lies in.</summary>
    public static long StartOf(long ms, long lengthMs) => ms - ((ms % lengthMs) + lengthMs) % lengthMs;
}

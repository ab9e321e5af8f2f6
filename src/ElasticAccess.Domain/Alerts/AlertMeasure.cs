namespace ElasticAccess.Domain.Alerts;

/// <summary>What an alert looks at (contract 20). What each is exactly stands in the Domain README.</summary>
public enum AlertMeasure
{
    /// <summary>Entitled tokens left on line items usable now.</summary>
    Remaining,

    /// <summary>The same, in percent of what these line items entitle to.</summary>
    RemainingPercent,

    /// <summary>Tokens that line items usable now have used beyond their quantity.</summary>
    OverdraftUsed,

    /// <summary>Tokens used since midnight, UTC, less refunds.</summary>
    UsedInDay,

    /// <summary>Tokens used since the first of the month, UTC, less refunds.</summary>
    UsedInMonth,

    /// <summary>Days until the first of the line items usable now ends.</summary>
    DaysToExpiry,

    /// <summary>Tokens left of an action's allocation.</summary>
    AllocationRemaining,
}

public enum AlertState
{
    /// <summary>Waits for its threshold to be crossed.</summary>
    Armed,

    /// <summary>Has told that it was, and waits for the recovery.</summary>
    Fired,
}

public static class AlertMeasures
{
    /// <summary>
    /// True for what runs out, and fires at or below its threshold; false for what piles up, and fires at or above it.
    /// </summary>
    public static bool RunsOut(this AlertMeasure measure) =>
        measure is not (AlertMeasure.OverdraftUsed or AlertMeasure.UsedInDay or AlertMeasure.UsedInMonth);

    /// <summary>Depends on which line items are usable, and so on the time alone.</summary>
    internal static bool AsksForUsable(this AlertMeasure measure) => measure
        is AlertMeasure.Remaining or AlertMeasure.RemainingPercent or AlertMeasure.OverdraftUsed
        or AlertMeasure.DaysToExpiry;
}

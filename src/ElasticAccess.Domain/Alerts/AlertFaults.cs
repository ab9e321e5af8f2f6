using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Alerts;

/// <summary>
/// What is wrong with an alert by itself, all of it: bounds of its numbers, the side that recovery lies on, and which
/// measure is of what.
/// </summary>
public static class AlertFaults
{
    public const int PercentMax = 100;

    /// <summary>More than from today to the end of the calendar.</summary>
    public const int DaysMax = 3_000_000;

    public static IReadOnlyList<Fault> Find(
        AlertMeasure measure, Guid? actionId, Tokens threshold, Tokens? recoverAt)
    {
        var faults = new List<Fault>();
        var isAllocation = measure == AlertMeasure.AllocationRemaining;
        if (isAllocation && actionId is null)
        {
            faults.Add(new("$.actionId", Fault.Missing));
        }

        if (!isAllocation && actionId is not null)
        {
            faults.Add(new("$.actionId", "is for the measure allocationRemaining only"));
        }

        // What piles up begins at zero: at a threshold of zero it would have fired before anything was used.
        var least = measure.RunsOut() ? Tokens.Zero : Tokens.Smallest;
        var most = Most(measure);
        if (threshold < least || threshold > most)
        {
            faults.Add(new("$.threshold", measure.RunsOut()
                ? $"must be from 0 to {most}"
                : $"must be greater than 0 (in millionths) and at most {most}"));
        }

        if (recoverAt is not { } recovery)
        {
            return faults;
        }

        if (recovery < Tokens.Zero || recovery > most)
        {
            faults.Add(new("$.recoverAt", $"must be from 0 to {most}"));
        }
        else if (measure.RunsOut() ? recovery < threshold : recovery > threshold)
        {
            faults.Add(new("$.recoverAt", measure.RunsOut()
                ? "must not be below the threshold, which this measure is at or below when it fires"
                : "must not be above the threshold, which this measure is at or above when it fires"));
        }

        return faults;
    }

    private static Tokens Most(AlertMeasure measure) => measure switch
    {
        AlertMeasure.RemainingPercent => Tokens.Whole(PercentMax),
        AlertMeasure.DaysToExpiry => Tokens.Whole(DaysMax),
        _ => Tokens.Max,
    };
}

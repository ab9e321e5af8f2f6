using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Alerts;

/// <summary>Sums over the line items usable at a time; wide, so that any number of them fits.</summary>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="EarliestEnd">Null where none is usable.</param>
internal readonly record struct UsableTotals(
    Int128 LeftMicro, Int128 OverdrawnMicro, Int128 Quantity, Instant? EarliestEnd)
{
    private const long DayMs = 86_400_000;

    public static UsableTotals Of(IEnumerable<LineItem> lineItems, Instant at, bool timezoneTolerant)
    {
        var totals = default(UsableTotals);
        foreach (var lineItem in lineItems.Where(lineItem => lineItem.IsUsableAt(at, timezoneTolerant)))
        {
            totals = new(
                totals.LeftMicro + lineItem.PaidLeft.Micro,
                totals.OverdrawnMicro + Overdrawn(lineItem),
                totals.Quantity + lineItem.Quantity,
                totals.EarliestEnd is { } end ? Instant.Earlier(end, lineItem.End) : lineItem.End);
        }

        return totals;
    }

    /// <summary>When one usable line item has used more or less; nothing else of it may differ.</summary>
    public UsableTotals Moved(LineItem before, LineItem after) => this with
    {
        LeftMicro = LeftMicro + after.PaidLeft.Micro - before.PaidLeft.Micro,
        OverdrawnMicro = OverdrawnMicro + Overdrawn(after) - Overdrawn(before),
    };

    /// <summary>Where no line item is usable nothing is left: 0 tokens, 0 percent, 0 days.</summary>
    public AlertReading Read(AlertMeasure measure, Instant at) => measure switch
    {
        AlertMeasure.Remaining => new(LeftMicro, 1),
        AlertMeasure.OverdraftUsed => new(OverdrawnMicro, 1),
        AlertMeasure.RemainingPercent => Quantity == 0 ? AlertReading.Zero : new(LeftMicro * 100, Quantity),
        AlertMeasure.DaysToExpiry => EarliestEnd is { } end
            ? new(Int128.Max(0, end.Ms - at.Ms) * Tokens.MicroPerToken, DayMs)
            : AlertReading.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The first ms at which at most so many days are left.</summary>
    public static long DaysBefore(Instant end, Tokens days) =>
        (long)(end.Ms - ((Int128)days.Micro * DayMs / Tokens.MicroPerToken));

    private static Int128 Overdrawn(LineItem lineItem) =>
        Int128.Max(0, (Int128)lineItem.Used.Micro - Tokens.Whole(lineItem.Quantity).Micro);
}

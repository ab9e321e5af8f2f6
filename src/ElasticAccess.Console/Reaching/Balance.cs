namespace ElasticAccess.Console.Reaching;

/// <summary>What an instance has left now, and for how long at the pace of the past days.</summary>
/// <param name="Entitled">Of the line items that can be charged now.</param>
/// <param name="OverdraftLeft">Null: unlimited.</param>
/// <param name="PerDay">Net use a day, of the days that were looked at.</param>
public sealed record Balance(
    Instance Instance, decimal Entitled, decimal Used, decimal Left, decimal? OverdraftLeft, decimal PerDay,
    int LineItems)
{
    /// <summary>Null where none was looked for, see Portfolio; at most a hundred.</summary>
    public int? LiveSessions { get; init; }

    public const int DaysLookedAt = 30;

    /// <summary>Entitled tokens alone, without overdraft; null when they last beyond all calendars.</summary>
    public DateTimeOffset? RunsOutAfter(DateTimeOffset now) => PerDay switch
    {
        _ when LineItems == 0 => null,
        _ when Left <= 0 => now,
        <= 0 => null,
        _ => Left / PerDay is < 365_000 and var days ? now.AddDays((double)days) : null,
    };

    public static Balance Of(Instance instance, IEnumerable<LineItem> lineItems, decimal net, DateTimeOffset now)
    {
        var usable = lineItems.Where(item => IsUsable(item, now)).ToList();
        return new Balance(
            instance,
            usable.Sum(item => (decimal)item.Quantity),
            usable.Sum(item => item.Used ?? 0),
            usable.Sum(Remaining),
            usable.Exists(item => item.Attributes.OverdraftType == OverdraftType.Unlimited)
                ? null
                : usable.Sum(OverdraftRemaining),
            decimal.Round(net / DaysLookedAt, 6),
            usable.Count);
    }

    public static bool IsUsable(LineItem item, DateTimeOffset now) =>
        item.State == LineItemState.Deployed && item.Start <= now && now < item.End;

    public static decimal Remaining(LineItem item) => Math.Max(0, item.Quantity - (item.Used ?? 0));

    /// <summary>Of a limited one.</summary>
    public static decimal OverdraftRemaining(LineItem item) =>
        (item.Attributes.OverdraftLimit ?? 0) - Math.Max(0, (item.Used ?? 0) - item.Quantity);
}

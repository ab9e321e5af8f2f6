namespace ElasticAccess.Console.Reaching;

/// <summary>When an instance has nothing left, in words where there is no date.</summary>
internal static class RunOut
{
    private const string NotInSight = "not in sight";

    /// <summary>Of an instance whose entitled tokens have no date.</summary>
    public static string WithoutDate(bool hasLineItems, decimal left, decimal expiringUnused) =>
        !hasLineItems ? "nothing to charge"
        : left == 0 ? "nothing left"
        : expiringUnused > 0 ? "not before they expire"
        : NotInSight;

    /// <summary>Of one line item whose entitled tokens have no date.</summary>
    public static string WithoutDate(LineItemForecast item, DateTimeOffset now) =>
        WithoutDate(CanBeCharged(item, now), item.TokensLeft, item.ExpiringUnused);

    public static string WithoutEnd(LineItemForecast item, DateTimeOffset now) =>
        WithoutEnd(CanBeCharged(item, now), item.OverdraftLeft);

    /// <summary>Now or later.</summary>
    public static bool CanBeCharged(LineItemForecast item, DateTimeOffset now) =>
        item.State == LineItemState.Deployed && item.End >= now;

    /// <summary>Of an instance whose overdraft has no date.</summary>
    public static string WithoutEnd(bool hasLineItems, decimal? overdraftLeft) =>
        overdraftLeft is null ? "unlimited" : !hasLineItems ? "–" : NotInSight;
}

namespace ElasticAccess.Console.Reaching;

/// <summary>Line items as the service charges them: the one that ends first comes first (contract 9).</summary>
internal static class ChargingOrder
{
    public static IEnumerable<LineItem> Of(IEnumerable<LineItem> lineItems, DateTimeOffset now) => lineItems
        .OrderBy(item => !Balance.IsUsable(item, now))
        .ThenBy(item => item.End)
        .ThenBy(item => item.Start)
        .ThenBy(item => item.ActivationId, StringComparer.Ordinal);
}

namespace ElasticAccess.Console.Reaching;

/// <summary>Line items as they are charged, which the forecast knows; those that give nothing come last.</summary>
internal static class ChargingOrder
{
    public static IReadOnlyList<LineItem> Of(IEnumerable<LineItem> lineItems, InstanceForecast forecast)
    {
        var places = forecast.LineItems.Index().ToDictionary(
            at => at.Item.ActivationId, at => (GivesNothing: at.Item is { TokensLeft: 0, OverdraftLeft: 0 }, at.Index));
        return
        [
            .. lineItems.OrderBy(item => places.GetValueOrDefault(item.ActivationId, (true, int.MaxValue)))
                .ThenBy(item => item.ActivationId, StringComparer.Ordinal),
        ];
    }
}

using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Reaching;

/// <summary>What an instance has left, what becomes of it, and which of its alerts have fired.</summary>
/// <param name="LineItems">In charging order.</param>
/// <param name="Points">What was left at the ends of the past days, oldest first; the last one is now.</param>
/// <param name="Alerts">How many are set.</param>
public sealed record BalanceFigures(
    InstanceForecast Forecast, IReadOnlyList<LineItem> LineItems,
    IReadOnlyList<(DateTimeOffset Time, decimal Left)> Points, IReadOnlyList<Alert> Fired, int Alerts)
{
    public string AlertsSentence => Alerts == 0
        ? "None is set."
        : $"{Shown.Count(Alerts)} set, {Shown.Count(Fired.Count)} of them fired.";

    public static async Task<BalanceFigures> ReadAsync(
        ElasticAccessClient api, string instanceId, Clock clock, CancellationToken ct)
    {
        var forecast = await api.GetForecastAsync(instanceId, UseByDay.Days, ct);
        var use = UseByDay.ReadAsync(api, instanceId, clock, forecast.Now, ct);
        var lineItems = api.ListLineItemsAsync(instanceId, ct);
        var alerts = await api.AllAlertsAsync(instanceId, ct).ToListAsync(ct);
        var items = ChargingOrder.Of(await lineItems, forecast);
        var usable = forecast.LineItems.Where(item => RunOut.CanBeCharged(item, forecast.Now))
            .Select(item => item.ActivationId).ToHashSet();
        var entitled = items.Where(item => usable.Contains(item.ActivationId)).Sum(item => (decimal)item.Quantity);
        return new(
            forecast,
            items,
            UseByDay.LeftAfter(await use, forecast.TokensLeft, entitled, forecast.Now),
            [.. alerts.Where(alert => alert.State == AlertState.Fired)],
            alerts.Count);
    }
}

using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Forecasts, contract section 20 (v1.1).</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>
    /// What is left of an instance's tokens, when it runs out and what will expire unused, at the pace of the last days
    /// (getforecast, contract section 20). Takes an administration credential, or a client's that names the instance.
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="days">The pace is the mean of so many days, 1 to 366; null: 30.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The forecast, for the instance and for each of its line items.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404 no such instance.</exception>
    public Task<InstanceForecast> GetForecastAsync(string instanceId, int? days = null, CancellationToken ct = default)
    {
        var query = Paths.Query(("days", days?.ToString(Invariant)));
        return SendAsync(Get(Paths.Forecast(instanceId) + query), ClientJson.Default.InstanceForecast, ct);
    }
}

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

    /// <summary>
    /// The forecasts of all instances that the credential reaches, oldest instance first, with how many sessions are
    /// live (listforecasts, contract section 20). Takes an administration or a client credential.
    /// </summary>
    /// <param name="days">The pace is the mean of so many days, 1 to 366; null: 30.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401.</exception>
    public Task<Page<InstanceOutlook>> ListForecastsAsync(
        int? days = null, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Forecasts + Paths.Query(
                ("days", days?.ToString(Invariant)), ("next", Cursor(next)), ("size", size?.ToString(Invariant))),
            ClientJson.Default.ContentPageInstanceOutlook,
            ct);

    /// <summary>The same, page after page, as they are needed.</summary>
    /// <param name="days">The pace is the mean of so many days, 1 to 366; null: 30.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The forecasts.</returns>
    /// <exception cref="ElasticAccessException">400, 401.</exception>
    public IAsyncEnumerable<InstanceOutlook> AllForecastsAsync(int? days = null, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListForecastsAsync(days, next, size: 1_000, ct: stop), ct);
}

using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Alerts, contract section 20; always v1.1. Administration or client credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>One page of the alerts of an instance, oldest first (contract section 20).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Page<Alert>> ListAlertsAsync(
        string instanceId, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Alerts(instanceId) + Paths.Query(("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageAlert,
            ct);

    /// <summary>All alerts of an instance, oldest first, page after page, as they are needed.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The alerts.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public IAsyncEnumerable<Alert> AllAlertsAsync(string instanceId, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListAlertsAsync(instanceId, next, ct: stop), ct);

    /// <summary>Makes an alert; it is judged within a minute (contract section 20).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="alert">What it waits for.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The alert, armed.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 there are 1,000 already.</exception>
    public Task<Alert> CreateAlertAsync(
        string instanceId, AlertWish alert, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = Paths.Alerts(instanceId);
        var call = Write(HttpMethod.Post, path, alert, ClientJson.Default.AlertWish, options);
        return SendAsync(call, ClientJson.Default.Alert, ct);
    }

    /// <summary>One alert, how it stands and what it last saw (contract section 20).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The alert.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Alert> GetAlertAsync(string instanceId, string alertId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Alert(instanceId, alertId)), ClientJson.Default.Alert, ct);

    /// <summary>Replaces an alert. Where more than name and cooldown differ it is armed and judged anew.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="alert">What it waits for from now on.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The alert as stored.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Alert> PutAlertAsync(
        string instanceId,
        string alertId,
        AlertWish alert,
        RequestOptions? options = null,
        CancellationToken ct = default)
    {
        var path = Paths.Alert(instanceId, alertId);
        var call = Write(HttpMethod.Put, path, alert, ClientJson.Default.AlertWish, options);
        return SendAsync(call, ClientJson.Default.Alert, ct);
    }

    /// <summary>Deletes an alert; nothing is told of it any more (contract section 20).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task DeleteAlertAsync(
        string instanceId, string alertId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Alert(instanceId, alertId), options), ct);
}

using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Line items, contract section 6. Reading is open to clients, writing needs administration.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>The line items of an instance, in charging order (getactivationsforinstance, section 6).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line items.</returns>
    /// <exception cref="ElasticAccessException">401, 403 not this caller's instance, 404.</exception>
    public Task<IReadOnlyList<LineItem>> ListLineItemsAsync(string instanceId, CancellationToken ct = default) =>
        SendAsync(Get(_paths.LineItems(instanceId)), ClientJson.Default.IReadOnlyListLineItem, ct);

    /// <summary>Maps a line item, or replaces all its details (addactivation, contract section 6).</summary>
    /// <remarks>What was used stays. A new one is deployed; an obsolete one never comes back.</remarks>
    /// <param name="instanceId">The instance.</param>
    /// <param name="lineItem">The whole line item, not only what changes.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item as stored.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 with every fault, 401, 404 no such instance, 409 a change of state that is not allowed, or the id is mapped
    /// to another instance or by the back office.
    /// </exception>
    public Task<LineItem> PutLineItemAsync(
        string instanceId, LineItem lineItem, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lineItem);
        var body = lineItem with { Used = null };
        var call = Write(HttpMethod.Put, _paths.LineItems(instanceId), body, ClientJson.Default.LineItem, options);
        return SendAsync(call, ClientJson.Default.LineItem, ct);
    }

    /// <summary>One line item (getlineitembyid, contract section 6).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="at">What was used and its state as of this ms (v1.1, section 18.7); null: now.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<LineItem> GetLineItemAsync(
        string instanceId, string activationId, DateTimeOffset? at = null, CancellationToken ct = default)
    {
        var query = Paths.Query(("at", at?.ToUnixTimeMilliseconds().ToString()));
        return SendAsync(Get(_paths.LineItem(instanceId, activationId) + query), ClientJson.Default.LineItem, ct);
    }

    /// <summary>Deletes an obsolete line item (deletelineitem, contract section 6).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 404, 409 it is not obsolete.</exception>
    public Task DeleteLineItemAsync(
        string instanceId, string activationId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, _paths.LineItem(instanceId, activationId), options), ct);
}

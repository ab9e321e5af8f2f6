using System.Net;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Consumption limits, contract section 12; always v1.1. Administration or client credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>
    /// One page of the limits of an instance's line items, oldest line item first (listconsumptionlimits, contract
    /// section 12).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404 no such instance.</exception>
    public Task<Page<LineItemLimit>> ListConsumptionLimitsAsync(
        string instanceId, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Limits(instanceId) + Paths.Query(("next", Cursor(next)), ("size", size?.ToString(Invariant))),
            ClientJson.Default.ContentPageLineItemLimit,
            ct);

    /// <summary>All limits of an instance's line items, page after page, as they are needed.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The limits of those line items that have one.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404 no such instance.</exception>
    public IAsyncEnumerable<LineItemLimit> AllConsumptionLimitsAsync(
        string instanceId, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListConsumptionLimitsAsync(instanceId, next, size: 1_000, ct: stop), ct);

    /// <summary>What each requester may take from a line item (contract section 12).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The limit; null when there is none, or no such line item (the service answers 404 to both).</returns>
    /// <exception cref="ElasticAccessException">401, 403.</exception>
    public async Task<ConsumptionLimit?> FindConsumptionLimitAsync(
        string instanceId, string activationId, CancellationToken ct = default)
    {
        var call = Get(Paths.Limit(instanceId, activationId));
        var answer = await _transport.SendAsync(call, ct).ConfigureAwait(false);
        return answer switch
        {
            { IsSuccess: true } => Read(call, answer, ClientJson.Default.ConsumptionLimit),
            { Status: HttpStatusCode.NotFound } => null,
            _ => throw ElasticAccessException.Refused(call, answer),
        };
    }

    /// <summary>Sets the limit of a line item; consumption before does not count (contract section 12).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="limit">The limit; without a next reset the next natural one is taken.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The limit as stored, with its next reset.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<ConsumptionLimit> PutConsumptionLimitAsync(
        string instanceId,
        string activationId,
        ConsumptionLimit limit,
        RequestOptions? options = null,
        CancellationToken ct = default)
    {
        var path = Paths.Limit(instanceId, activationId);
        var call = Write(HttpMethod.Put, path, limit, ClientJson.Default.ConsumptionLimit, options);
        return SendAsync(call, ClientJson.Default.ConsumptionLimit, ct);
    }

    /// <summary>Removes the limit of a line item (contract section 12).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is removed.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task DeleteConsumptionLimitAsync(
        string instanceId, string activationId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Limit(instanceId, activationId), options), ct);
}

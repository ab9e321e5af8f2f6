using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Actions of the rules of access, contract section 7.1. Administration or client credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes the actions of a line item that has none (createactions, contract section 7.1).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="actions">The actions in order, at most 1,000; the first that fits decides.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The actions as stored, each with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 there are actions already.</exception>
    public Task<IReadOnlyList<AccessAction>> CreateActionsAsync(
        string instanceId,
        string activationId,
        IReadOnlyList<AccessAction> actions,
        RequestOptions? options = null,
        CancellationToken ct = default) =>
        SendActionsAsync(HttpMethod.Post, instanceId, activationId, actions, options, ct);

    /// <summary>The actions of a line item, in order (getactions, contract section 7).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The actions.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<IReadOnlyList<AccessAction>> ListActionsAsync(
        string instanceId, string activationId, CancellationToken ct = default) =>
        SendAsync(Get(_paths.Actions(instanceId, activationId)), ClientJson.Default.IReadOnlyListAccessAction, ct);

    /// <summary>Replaces the actions of a line item (putactions, contract section 7.1).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="actions">
    /// The actions in order. One with an id is kept with what it counted, one without is new, one left out is removed.
    /// </param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The actions as stored.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<IReadOnlyList<AccessAction>> PutActionsAsync(
        string instanceId,
        string activationId,
        IReadOnlyList<AccessAction> actions,
        RequestOptions? options = null,
        CancellationToken ct = default) =>
        SendActionsAsync(HttpMethod.Put, instanceId, activationId, actions, options, ct);

    /// <summary>Deletes all actions of a line item, with what they counted (deleteactions, section 7.1).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when they are deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task DeleteActionsAsync(
        string instanceId, string activationId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, _paths.Actions(instanceId, activationId), options), ct);

    /// <summary>
    /// One page of the line items of an instance with their actions (getlineitemactions, section 7.1).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public async Task<Page<LineItemActions>> ListInstanceActionsAsync(
        string instanceId, long next = 0, CancellationToken ct = default)
    {
        var call = Get(_paths.AllActions(instanceId) + Paths.Query(("next", Cursor(next))));
        var page = await SendAsync(call, ClientJson.Default.LineItemActionsPage, ct).ConfigureAwait(false);
        return new Page<LineItemActions>(page.LineItems, page.Next);
    }

    /// <summary>All line items of an instance with their actions, page after page (contract section 7.1).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line items with actions.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public IAsyncEnumerable<LineItemActions> AllInstanceActionsAsync(
        string instanceId, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListInstanceActionsAsync(instanceId, next, stop), ct);

    private Task<IReadOnlyList<AccessAction>> SendActionsAsync(
        HttpMethod method,
        string instanceId,
        string activationId,
        IReadOnlyList<AccessAction> actions,
        RequestOptions? options,
        CancellationToken ct)
    {
        var path = _paths.Actions(instanceId, activationId);
        var call = Write(method, path, actions, ClientJson.Default.IReadOnlyListAccessAction, options);
        return SendAsync(call, ClientJson.Default.IReadOnlyListAccessAction, ct);
    }
}

using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>One-off access, contract sections 8 and 18.5. Administration or client credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Asks for items, charges those that can be granted (postaccessrequest, contract section 8).</summary>
    /// <remarks>
    /// Best effort, in the order given: each item is granted whole or not at all. A denied item is a value in the
    /// answer. What is charged is never refunded.
    /// </remarks>
    /// <param name="instanceId">The instance to charge.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="items">What is asked for, 1 to 1,000 items.</param>
    /// <param name="options">Idempotency key, dry run, explanation.</param>
    /// <param name="ct">Gives up waiting; the charge may take place all the same.</param>
    /// <returns>One answer per item.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 the request is malformed, 401, 403 not this caller's instance, 404 no such instance, 422 the idempotency key
    /// was used with other content, or no answer came. In no case is anything granted.
    /// </exception>
    public async Task<OneOffAccess> RequestOneOffAsync(
        string instanceId,
        Requester requester,
        IReadOnlyList<RequestedItem> items,
        AccessOptions? options = null,
        CancellationToken ct = default)
    {
        options ??= new AccessOptions();
        ArgumentNullException.ThrowIfNull(items);
        var path = _paths.OneOff(instanceId) + Paths.Query(options.Query);
        var body = new OneOffBody(requester, items);
        var call = Write(HttpMethod.Post, path, body, ClientJson.Default.OneOffBody, options);
        var answer = await SendAsync(call, ct).ConfigureAwait(false);
        return new OneOffAccess(ReadAccess(call, answer, items), options.DryRun);
    }

    /// <summary>
    /// Sends many one-off requests at once, decided in order, each on its own (contract section 18.5).
    /// </summary>
    /// <remarks>Always v1.1, so the status codes have four digits.</remarks>
    /// <param name="instanceId">The instance to charge.</param>
    /// <param name="requests">1 to 1,000 requests.</param>
    /// <param name="options">The idempotency key of the whole batch.</param>
    /// <param name="ct">Gives up waiting; the charges may take place all the same.</param>
    /// <returns>One answer per request, in the same order.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 one request is malformed: nothing is done, 401, 403, 404, 422, or no answer came.
    /// </exception>
    public async Task<IReadOnlyList<OneOffAccess>> RequestBatchAsync(
        string instanceId,
        IReadOnlyList<BatchedRequest> requests,
        RequestOptions? options = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var body = new BatchBody(requests);
        var call = Write(HttpMethod.Post, Paths.Batch(instanceId), body, ClientJson.Default.BatchBody, options);
        var answer = await SendAsync(call, ct).ConfigureAwait(false);
        var batch = Read(call, answer, ClientJson.Default.BatchAnswer);
        if (batch.Responses.Count != requests.Count)
        {
            throw ElasticAccessException.Unreadable(call, answer, "It does not answer every request.");
        }

        return [.. batch.Responses.Zip(requests, (response, request) => response.RequestedItems is { } items
            ? new OneOffAccess(
                Matched(call, answer, new(items, response.Requester, response.CorrelationId), request.RequestedItems),
                isDryRun: false)
            : new OneOffAccess(response.Message ?? response.Title ?? "Refused without a reason."))];
    }

    private static AccessAnswer ReadAccess(Call call, Answer answer, IReadOnlyList<RequestedItem> items) =>
        Matched(call, answer, Read(call, answer, ClientJson.Default.AccessAnswer), items);

    // An answer about other items than were asked for grants nothing.
    private static AccessAnswer Matched(
        Call call, Answer answer, AccessAnswer access, IReadOnlyList<RequestedItem> items) =>
        access.RequestedItems.Select(i => (i.Item, i.Version ?? ""))
            .SequenceEqual(items.Select(i => (i.Item, i.Version ?? "")))
                ? access
                : throw ElasticAccessException.Unreadable(call, answer, "It does not answer the items asked for.");
}

using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Instances, contract section 4. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>One page of the instances, oldest first (listinstances, contract section 4).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public Task<Page<Instance>> ListInstancesAsync(
        long next = 0, int? size = null, CancellationToken ct = default) =>
        InstancePageAsync(Paths.Query(("next", Cursor(next)), ("size", size?.ToString())), ct);

    /// <summary>All instances, oldest first, page after page, as they are needed (contract section 4).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The instances.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public IAsyncEnumerable<Instance> AllInstancesAsync(CancellationToken ct = default) =>
        AllAsync((next, stop) => ListInstancesAsync(next, ct: stop), ct);

    /// <summary>
    /// The default instance of an account (listinstances with <c>default=true</c>, contract section 4).
    /// </summary>
    /// <param name="accountId">The customer account.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The instance; null when the account has none.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public async Task<Instance?> FindDefaultInstanceAsync(string accountId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        var query = Paths.Query(("accountId", accountId), ("default", "true"));
        var page = await InstancePageAsync(query, ct).ConfigureAwait(false);
        return page.Items.Count > 0 ? page.Items[0] : null;
    }

    /// <summary>
    /// Makes an instance; an account's first one becomes its default (addinstance, contract section 4).
    /// </summary>
    /// <param name="shortName">A name, 1 to 255 characters.</param>
    /// <param name="accountId">The customer account that owns it, 1 to 255 characters.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The instance as stored.</returns>
    /// <exception cref="ElasticAccessException">400 a name is missing, 401, 403.</exception>
    public Task<Instance> AddInstanceAsync(
        string shortName, string accountId, RequestOptions? options = null, CancellationToken ct = default)
    {
        var body = new NewInstance(shortName, accountId);
        var call = Write(HttpMethod.Post, _paths.Instances, body, ClientJson.Default.NewInstance, options);
        return SendAsync(call, ClientJson.Default.Instance, ct);
    }

    /// <summary>One instance (getinstance, contract section 4).</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The instance.</returns>
    /// <exception cref="ElasticAccessException">401, 404.</exception>
    public Task<Instance> GetInstanceAsync(string instanceId, CancellationToken ct = default) =>
        SendAsync(Get(_paths.Instance(instanceId)), ClientJson.Default.Instance, ct);

    private async Task<Page<Instance>> InstancePageAsync(string query, CancellationToken ct)
    {
        var call = Get(_paths.Instances + query);
        var page = await SendAsync(call, ClientJson.Default.InstancePage, ct).ConfigureAwait(false);
        return new Page<Instance>(page.Content, page.Next);
    }
}

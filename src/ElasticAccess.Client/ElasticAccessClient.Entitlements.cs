using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Entitlements, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes an entitlement in DRAFT or TEST (createentitlement, contract section 19).</summary>
    /// <param name="entitlement">What is sold to whom.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlement as stored.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 an id is taken or a product is DRAFT.</exception>
    public Task<Entitlement> CreateEntitlementAsync(
        NewEntitlement entitlement, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, Paths.Entitlements, entitlement, ClientJson.Default.NewEntitlement, options),
            ClientJson.Default.Entitlement, ct);

    /// <summary>One entitlement with its line items (getentitlement, contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlement.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Entitlement> GetEntitlementAsync(string entitlementId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Entitlement(entitlementId)), ClientJson.Default.Entitlement, ct);

    /// <summary>One page of the entitlements, oldest first (listentitlements, contract section 19).</summary>
    /// <param name="account">Only those of this account; null: of all.</param>
    /// <param name="state">Only those in this state; null: in all.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page, without line items, and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<Entitlement>> ListEntitlementsAsync(
        string? account = null, LifeState? state = null, long next = 0, int? size = null,
        CancellationToken ct = default)
    {
        var query = Paths.Query(
            ("account", account), ("state", Name(state)), ("next", Cursor(next)), ("size", size?.ToString()));
        return PageAsync(Paths.Entitlements + query, ClientJson.Default.ContentPageEntitlement, ct);
    }

    /// <summary>All entitlements, oldest first, page after page, as they are needed (contract section 19).</summary>
    /// <param name="account">Only those of this account; null: of all.</param>
    /// <param name="state">Only those in this state; null: in all.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlements, without line items.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Entitlement> AllEntitlementsAsync(
        string? account = null, LifeState? state = null, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListEntitlementsAsync(account, state, next, ct: stop), ct);

    /// <summary>Changes a DRAFT entitlement (patchentitlement, contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlement as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 its state forbids it.</exception>
    public Task<Entitlement> ChangeEntitlementAsync(
        string entitlementId, EntitlementChange change, RequestOptions? options = null,
        CancellationToken ct = default)
    {
        var path = Paths.Entitlement(entitlementId);
        var call = Write(HttpMethod.Patch, path, change, ClientJson.Default.EntitlementChange, options);
        return SendAsync(call, ClientJson.Default.Entitlement, ct);
    }

    /// <summary>Deploys, suspends or ends an entitlement with its line items (contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="step">Where it is to go.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlement as it is now.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 its state forbids the step.</exception>
    public Task<Entitlement> StepEntitlementAsync(
        string entitlementId, LifeStep step, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.Entitlement(entitlementId)}/{Verb(step)}", options),
            ClientJson.Default.Entitlement, ct);

    /// <summary>Deletes a DRAFT or TEST entitlement and all that it mapped (contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 its state forbids it.</exception>
    public Task DeleteEntitlementAsync(
        string entitlementId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Entitlement(entitlementId), options), ct);

    private static string Verb(LifeStep step) => step.ToString().ToLowerInvariant();

    private static string? Name(LifeState? state) => state?.ToString().ToUpperInvariant();
}

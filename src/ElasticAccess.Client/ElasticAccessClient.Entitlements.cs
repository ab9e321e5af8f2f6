using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Entitlements, their line items and claims, contract section 19.</content>
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

    /// <summary>All entitlements, oldest first, page after page (listentitlements, contract section 19).</summary>
    /// <param name="account">Only those of this account; null: of all.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The entitlements, without line items.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Entitlement> AllEntitlementsAsync(
        string? account = null, CancellationToken ct = default) => AllAsync(
            async (next, stop) =>
            {
                var query = Paths.Query(("account", account), ("next", Cursor(next)));
                var page = await SendAsync(
                    Get(Paths.Entitlements + query), ClientJson.Default.EntitlementPage, stop).ConfigureAwait(false);
                return new Page<Entitlement>(page.Content, page.Next);
            },
            ct);

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

    /// <summary>Changes a line item of an entitlement and what is mapped from it (contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="change">What changes.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 its state forbids it.</exception>
    public Task<EntitlementLineItem> ChangeEntitlementLineItemAsync(
        string entitlementId, string activationId, EntitlementLineItemChange change, RequestOptions? options = null,
        CancellationToken ct = default) => SendAsync(
            Write(
                HttpMethod.Patch, Paths.EntitlementLineItem(entitlementId, activationId), change,
                ClientJson.Default.EntitlementLineItemChange, options),
            ClientJson.Default.EntitlementLineItem, ct);

    /// <summary>Deploys, suspends or ends one line item by itself (contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="step">Where it is to go.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item as it is now.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 a state forbids the step.</exception>
    public Task<EntitlementLineItem> StepEntitlementLineItemAsync(
        string entitlementId, string activationId, LifeStep step, RequestOptions? options = null,
        CancellationToken ct = default) => SendAsync(
            Write(
                HttpMethod.Post, $"{Paths.EntitlementLineItem(entitlementId, activationId)}/{Verb(step)}", options),
            ClientJson.Default.EntitlementLineItem, ct);

    /// <summary>Takes a part of a bulk entitlement for an end customer (claimentitlement, contract 19).</summary>
    /// <param name="entitlementId">The bulk entitlement.</param>
    /// <param name="account">The end customer.</param>
    /// <param name="quantity">Whole tokens.</param>
    /// <param name="lineItem">The line item to take it from; null: the first that has it all.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The claim.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 there is not so much left.</exception>
    public Task<Claim> ClaimAsync(
        string entitlementId, string account, long quantity, string? lineItem = null, RequestOptions? options = null,
        CancellationToken ct = default) => SendAsync(
            Write(
                HttpMethod.Post, $"{Paths.Entitlement(entitlementId)}/claims",
                new NewClaim(account, quantity, lineItem), ClientJson.Default.NewClaim, options),
            ClientJson.Default.Claim, ct);

    private static string Verb(LifeStep step) => step.ToString().ToLowerInvariant();
}

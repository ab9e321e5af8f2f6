using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Line items of entitlements, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Adds a line item to an entitlement (addentitlementlineitem, contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="lineItem">What is sold.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item as stored: DRAFT, or TEST in a TEST entitlement.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 a state forbids it.</exception>
    public Task<EntitlementLineItem> AddEntitlementLineItemAsync(
        string entitlementId, NewEntitlementLineItem lineItem, RequestOptions? options = null,
        CancellationToken ct = default)
    {
        var path = Paths.EntitlementLineItems(entitlementId);
        var call = Write(HttpMethod.Post, path, lineItem, ClientJson.Default.NewEntitlementLineItem, options);
        return SendAsync(call, ClientJson.Default.EntitlementLineItem, ct);
    }

    /// <summary>One line item of an entitlement (getentitlementlineitem, contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The line item.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<EntitlementLineItem> GetEntitlementLineItemAsync(
        string entitlementId, string activationId, CancellationToken ct = default) => SendAsync(
            Get(Paths.EntitlementLineItem(entitlementId, activationId)), ClientJson.Default.EntitlementLineItem, ct);

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

    /// <summary>Deletes a DRAFT or TEST line item and what it mapped (contract section 19).</summary>
    /// <param name="entitlementId">The entitlement.</param>
    /// <param name="activationId">The line item.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 its state forbids it.</exception>
    public Task DeleteEntitlementLineItemAsync(
        string entitlementId, string activationId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.EntitlementLineItem(entitlementId, activationId), options), ct);
}

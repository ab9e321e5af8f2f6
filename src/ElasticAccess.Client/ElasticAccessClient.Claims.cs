using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Claims on bulk entitlements, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
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
                HttpMethod.Post, Paths.Claims(entitlementId),
                new NewClaim(account, quantity, lineItem), ClientJson.Default.NewClaim, options),
            ClientJson.Default.Claim, ct);

    /// <summary>One page of the claims on an entitlement, oldest first (listclaims, contract section 19).</summary>
    /// <param name="entitlementId">The bulk entitlement.</param>
    /// <param name="account">Only those of this end customer; null: of all.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Page<Claim>> ListClaimsAsync(
        string entitlementId, string? account = null, long next = 0, int? size = null,
        CancellationToken ct = default)
    {
        var query = Paths.Query(("account", account), ("next", Cursor(next)), ("size", size?.ToString()));
        return PageAsync(Paths.Claims(entitlementId) + query, ClientJson.Default.ContentPageClaim, ct);
    }

    /// <summary>All claims on an entitlement, page after page, as they are needed (contract section 19).</summary>
    /// <param name="entitlementId">The bulk entitlement.</param>
    /// <param name="account">Only those of this end customer; null: of all.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The claims, oldest first.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public IAsyncEnumerable<Claim> AllClaimsAsync(
        string entitlementId, string? account = null, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListClaimsAsync(entitlementId, account, next, ct: stop), ct);
}

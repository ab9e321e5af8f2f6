using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Accounts of the back office, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes an account (createaccount, contract section 19).</summary>
    /// <param name="account">The account; what the service sets itself is not sent.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The account as stored.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 the id is taken.</exception>
    public Task<Account> CreateAccountAsync(
        Account account, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        var body = account with { Created = null };
        var call = Write(HttpMethod.Post, Paths.Accounts, body, ClientJson.Default.Account, options);
        return SendAsync(call, ClientJson.Default.Account, ct);
    }

    /// <summary>One account (getaccount, contract section 19).</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The account.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Account> GetAccountAsync(string accountId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Account(accountId)), ClientJson.Default.Account, ct);

    /// <summary>One page of the accounts, oldest first (listaccounts, contract section 19).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<Account>> ListAccountsAsync(
        long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Accounts + Paths.Query(("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageAccount, ct);

    /// <summary>All accounts, oldest first, page after page, as they are needed (contract section 19).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Account> AllAccountsAsync(CancellationToken ct = default) =>
        AllAsync((next, stop) => ListAccountsAsync(next, ct: stop), ct);

    /// <summary>Changes an account (patchaccount, contract section 19).</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The account as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404.</exception>
    public Task<Account> ChangeAccountAsync(
        string accountId, AccountChange change, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = Paths.Account(accountId);
        var call = Write(HttpMethod.Patch, path, change, ClientJson.Default.AccountChange, options);
        return SendAsync(call, ClientJson.Default.Account, ct);
    }

    /// <summary>Deletes an account that nothing was sold to (deleteaccount, contract section 19).</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 an entitlement names it.</exception>
    public Task DeleteAccountAsync(string accountId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Account(accountId), options), ct);
}

using System.Text.Json;
using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>
/// API keys, contract section 18.1; always v1.1. All but getcaller need an administration credential.
/// </content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Who calls (getcaller, contract section 18.1): the one call to try a credential with.</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The kind of the credential and, of a client, the instances that it may act on.</returns>
    /// <exception cref="ElasticAccessException">401 the credential is not valid.</exception>
    public Task<Caller> GetCallerAsync(CancellationToken ct = default) =>
        SendAsync(Get("/api/v1.1/caller"), ClientJson.Default.Caller, ct);

    /// <summary>Makes an API key (contract section 18.1).</summary>
    /// <param name="key">Its name, type, instances and end.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The key with its secret, this once.</returns>
    /// <exception cref="ElasticAccessException">
    /// 400 no instance for a client key, or an end in the past, 401, 403.
    /// </exception>
    public Task<CreatedApiKey> CreateApiKeyAsync(
        NewApiKey key, RequestOptions? options = null, CancellationToken ct = default)
    {
        var call = Write(HttpMethod.Post, _paths.ApiKeys, key, ClientJson.Default.NewApiKey, options);
        return SendAsync(call, ClientJson.Default.CreatedApiKey, ct);
    }

    /// <summary>One page of the API keys, never with their secrets (contract section 18.1).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">401, 403.</exception>
    public async Task<Page<ApiKey>> ListApiKeysAsync(long next = 0, CancellationToken ct = default)
    {
        var call = Get(_paths.ApiKeys + Paths.Query(("next", Cursor(next))));
        var answer = await SendAsync(call, ct).ConfigureAwait(false);

        // The contract does not say whether the list is bare or a page, so both are read.
        if (Read(call, answer, ClientJson.Default.JsonElement).ValueKind == JsonValueKind.Array)
        {
            return new Page<ApiKey>(Read(call, answer, ClientJson.Default.IReadOnlyListApiKey), Next: 0);
        }

        var page = Read(call, answer, ClientJson.Default.ApiKeyPage);
        return new Page<ApiKey>(page.Content, page.Next);
    }

    /// <summary>All API keys, page after page, as they are needed (contract section 18.1).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The keys, without their secrets.</returns>
    /// <exception cref="ElasticAccessException">401, 403.</exception>
    public IAsyncEnumerable<ApiKey> AllApiKeysAsync(CancellationToken ct = default) => AllAsync(ListApiKeysAsync, ct);

    /// <summary>Revokes an API key, within 5 s everywhere (contract section 18.1).</summary>
    /// <param name="id">The id of the key, not the key itself.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is revoked.</returns>
    /// <exception cref="ElasticAccessException">401, 403 it is the last administration credential, 404.</exception>
    public Task DeleteApiKeyAsync(string id, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, $"{_paths.ApiKeys}/{Paths.Segment(id)}", options), ct);
}

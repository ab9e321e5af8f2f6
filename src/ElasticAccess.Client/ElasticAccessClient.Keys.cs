using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Public keys, contract section 3.2. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Adds or replaces administration keys (producer-admin-key-upload, contract section 3.2).</summary>
    /// <param name="keys">The keys; one with a known id replaces the old one.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the keys are stored.</returns>
    /// <exception cref="ElasticAccessException">400 a key is malformed, 401.</exception>
    public Task UploadAdministrationKeysAsync(
        IReadOnlyList<KeyUpload> keys, RequestOptions? options = null, CancellationToken ct = default) =>
        UploadAsync(_paths.AdministrationKeys, keys, options, ct);

    /// <summary>Deletes an administration key (delete-producer-admin-key, contract section 3.2).</summary>
    /// <param name="keyId">The id of the key.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the key is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 403 it is the last one, 404.</exception>
    public Task DeleteAdministrationKeyAsync(
        string keyId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, $"{_paths.AdministrationKeys}/{Paths.Segment(keyId)}", options), ct);

    /// <summary>Adds or replaces client keys (client-key-upload, contract section 3.2).</summary>
    /// <param name="keys">The keys; one with a known id replaces the old one.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the keys are stored.</returns>
    /// <exception cref="ElasticAccessException">400 a key is malformed, 401.</exception>
    public Task UploadClientKeysAsync(
        IReadOnlyList<KeyUpload> keys, RequestOptions? options = null, CancellationToken ct = default) =>
        UploadAsync(_paths.ClientKeys, keys, options, ct);

    /// <summary>Deletes a client key (delete-client-key, contract section 3.2).</summary>
    /// <param name="keyId">The id of the key.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when the key is deleted.</returns>
    /// <exception cref="ElasticAccessException">401, 404.</exception>
    public Task DeleteClientKeyAsync(string keyId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, $"{_paths.ClientKeys}/{Paths.Segment(keyId)}", options), ct);

    /// <summary>One page of the public keys of both kinds (get-public-keys, contract section 3.2).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public async Task<Page<StoredKey>> ListPublicKeysAsync(
        long next = 0, int? size = null, CancellationToken ct = default)
    {
        var path = _paths.PublicKeys + Paths.Query(("next", Cursor(next)), ("size", size?.ToString()));
        var page = await SendAsync(Get(path), ClientJson.Default.KeyPage, ct).ConfigureAwait(false);
        return new Page<StoredKey>(page.Keys, page.Next);
    }

    /// <summary>All public keys, page after page, as they are needed (contract section 3.2).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="ElasticAccessException">401.</exception>
    public IAsyncEnumerable<StoredKey> AllPublicKeysAsync(CancellationToken ct = default) =>
        AllAsync((next, stop) => ListPublicKeysAsync(next, ct: stop), ct);

    private Task<Answer> UploadAsync(
        string path, IReadOnlyList<KeyUpload> keys, RequestOptions? options, CancellationToken ct) =>
        SendAsync(Write(HttpMethod.Put, path, keys, ClientJson.Default.IReadOnlyListKeyUpload, options), ct);
}

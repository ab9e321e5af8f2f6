using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Features of products, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes a feature (createfeature, contract section 19).</summary>
    /// <param name="feature">The feature; what the service sets itself is not sent.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The feature as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<Feature> CreateFeatureAsync(
        Feature feature, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var body = feature with { Id = null, Created = null };
        var call = Write(HttpMethod.Post, Paths.Features, body, ClientJson.Default.Feature, options);
        return SendAsync(call, ClientJson.Default.Feature, ct);
    }

    /// <summary>One feature (getfeature, contract section 19).</summary>
    /// <param name="featureId">The feature.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The feature.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Feature> GetFeatureAsync(string featureId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Feature(featureId)), ClientJson.Default.Feature, ct);

    /// <summary>One page of the features, oldest first (listfeatures, contract section 19).</summary>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<Feature>> ListFeaturesAsync(
        long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Features + Paths.Query(("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageFeature, ct);

    /// <summary>All features, oldest first, page after page, as they are needed (contract section 19).</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The features.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Feature> AllFeaturesAsync(CancellationToken ct = default) =>
        AllAsync((next, stop) => ListFeaturesAsync(next, ct: stop), ct);

    /// <summary>Changes a feature that no deployed product has (patchfeature, contract section 19).</summary>
    /// <param name="featureId">The feature.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The feature as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 a product is deployed.</exception>
    public Task<Feature> ChangeFeatureAsync(
        string featureId, FeatureChange change, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = Paths.Feature(featureId);
        var call = Write(HttpMethod.Patch, path, change, ClientJson.Default.FeatureChange, options);
        return SendAsync(call, ClientJson.Default.Feature, ct);
    }

    /// <summary>Deletes a feature that no product has (deletefeature, contract section 19).</summary>
    /// <param name="featureId">The feature.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 a product has it.</exception>
    public Task DeleteFeatureAsync(string featureId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Feature(featureId), options), ct);
}

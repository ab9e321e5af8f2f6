using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>License models, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes a license model in DRAFT (createlicensemodel, contract section 19).</summary>
    /// <param name="licenseModel">The license model; what the service sets itself is not sent.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<LicenseModel> CreateLicenseModelAsync(
        LicenseModel licenseModel, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(licenseModel);
        var body = licenseModel with { Id = null, State = null, Created = null };
        var call = Write(HttpMethod.Post, Paths.LicenseModels, body, ClientJson.Default.LicenseModel, options);
        return SendAsync(call, ClientJson.Default.LicenseModel, ct);
    }

    /// <summary>One license model (getlicensemodel, contract section 19).</summary>
    /// <param name="licenseModelId">The license model.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<LicenseModel> GetLicenseModelAsync(string licenseModelId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.LicenseModel(licenseModelId)), ClientJson.Default.LicenseModel, ct);

    /// <summary>One page of the license models, oldest first (listlicensemodels, contract section 19).</summary>
    /// <param name="state">Only those in this state, Draft or Deployed; null: all.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<LicenseModel>> ListLicenseModelsAsync(
        LifeState? state = null, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.LicenseModels
            + Paths.Query(("state", Name(state)), ("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageLicenseModel, ct);

    /// <summary>All license models, oldest first, page after page (contract section 19).</summary>
    /// <param name="state">Only those in this state, Draft or Deployed; null: all.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license models.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<LicenseModel> AllLicenseModelsAsync(
        LifeState? state = null, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListLicenseModelsAsync(state, next, ct: stop), ct);

    /// <summary>Changes a license model in DRAFT (patchlicensemodel, contract section 19).</summary>
    /// <param name="licenseModelId">The license model.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 it is DEPLOYED.</exception>
    public Task<LicenseModel> ChangeLicenseModelAsync(
        string licenseModelId, LicenseModelChange change, RequestOptions? options = null,
        CancellationToken ct = default)
    {
        var path = Paths.LicenseModel(licenseModelId);
        var call = Write(HttpMethod.Patch, path, change, ClientJson.Default.LicenseModelChange, options);
        return SendAsync(call, ClientJson.Default.LicenseModel, ct);
    }

    /// <summary>Deletes a DRAFT license model that no product has (deletelicensemodel, contract section 19).</summary>
    /// <param name="licenseModelId">The license model.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409.</exception>
    public Task DeleteLicenseModelAsync(
        string licenseModelId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.LicenseModel(licenseModelId), options), ct);

    /// <summary>Deploys a license model, for good (deploylicensemodel, contract section 19).</summary>
    /// <param name="licenseModelId">The license model.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model as stored.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 it is DEPLOYED.</exception>
    public Task<LicenseModel> DeployLicenseModelAsync(
        string licenseModelId, RequestOptions? options = null, CancellationToken ct = default) => SendAsync(
            Write(HttpMethod.Post, $"{Paths.LicenseModel(licenseModelId)}/deploy", options),
            ClientJson.Default.LicenseModel, ct);
}

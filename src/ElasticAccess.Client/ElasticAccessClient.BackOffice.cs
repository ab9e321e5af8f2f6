using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>The back office, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes an account (createaccount, contract section 19).</summary>
    /// <param name="account">The account.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The account as stored.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 the id is taken.</exception>
    public Task<Account> CreateAccountAsync(
        Account account, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, Paths.Accounts, account, ClientJson.Default.Account, options),
            ClientJson.Default.Account, ct);

    /// <summary>Makes a feature (createfeature, contract section 19).</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The feature as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<Feature> CreateFeatureAsync(
        Feature feature, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, Paths.Features, feature, ClientJson.Default.Feature, options),
            ClientJson.Default.Feature, ct);

    /// <summary>Makes a license model in DRAFT (createlicensemodel, contract section 19).</summary>
    /// <param name="licenseModel">The license model.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<LicenseModel> CreateLicenseModelAsync(
        LicenseModel licenseModel, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, Paths.LicenseModels, licenseModel, ClientJson.Default.LicenseModel, options),
            ClientJson.Default.LicenseModel, ct);

    /// <summary>Deploys a license model, for good (deploylicensemodel, contract section 19).</summary>
    /// <param name="licenseModelId">The license model.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The license model as stored.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 it is DEPLOYED.</exception>
    public Task<LicenseModel> DeployLicenseModelAsync(
        string licenseModelId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.LicenseModels}/{Paths.Segment(licenseModelId)}/deploy", options),
            ClientJson.Default.LicenseModel, ct);

    /// <summary>Makes a product in DRAFT (createproduct, contract section 19).</summary>
    /// <param name="product">The product.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<Product> CreateProductAsync(
        Product product, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, Paths.Products, product, ClientJson.Default.Product, options),
            ClientJson.Default.Product, ct);

    /// <summary>Deploys a product, for good (deployproduct, contract section 19).</summary>
    /// <param name="productId">The product.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product as stored.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 a state forbids it.</exception>
    public Task<Product> DeployProductAsync(
        string productId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(
            Write(HttpMethod.Post, $"{Paths.Products}/{Paths.Segment(productId)}/deploy", options),
            ClientJson.Default.Product, ct);
}

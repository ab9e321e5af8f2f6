using ElasticAccess.Client.Http;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client;

/// <content>Products, contract section 19. All need an administration credential.</content>
public sealed partial class ElasticAccessClient
{
    /// <summary>Makes a product in DRAFT (createproduct, contract section 19).</summary>
    /// <param name="product">The product; what the service sets itself is not sent.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product as stored, with its id.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 409 there is one already.</exception>
    public Task<Product> CreateProductAsync(
        Product product, RequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(product);
        var body = product with { Id = null, State = null, Created = null };
        var call = Write(HttpMethod.Post, Paths.Products, body, ClientJson.Default.Product, options);
        return SendAsync(call, ClientJson.Default.Product, ct);
    }

    /// <summary>One product (getproduct, contract section 19).</summary>
    /// <param name="productId">The product.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404.</exception>
    public Task<Product> GetProductAsync(string productId, CancellationToken ct = default) =>
        SendAsync(Get(Paths.Product(productId)), ClientJson.Default.Product, ct);

    /// <summary>One page of the products, oldest first (listproducts, contract section 19).</summary>
    /// <param name="state">Only those in this state, Draft or Deployed; null: all.</param>
    /// <param name="next">The cursor of the page; 0 for the first.</param>
    /// <param name="size">How many are wished for; the service may send another number.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The page and the cursor of the one after it.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public Task<Page<Product>> ListProductsAsync(
        LifeState? state = null, long next = 0, int? size = null, CancellationToken ct = default) => PageAsync(
            Paths.Products + Paths.Query(("state", Name(state)), ("next", Cursor(next)), ("size", size?.ToString())),
            ClientJson.Default.ContentPageProduct, ct);

    /// <summary>All products, oldest first, page after page, as they are needed (contract section 19).</summary>
    /// <param name="state">Only those in this state, Draft or Deployed; null: all.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The products.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403.</exception>
    public IAsyncEnumerable<Product> AllProductsAsync(LifeState? state = null, CancellationToken ct = default) =>
        AllAsync((next, stop) => ListProductsAsync(state, next, ct: stop), ct);

    /// <summary>Changes a product in DRAFT (patchproduct, contract section 19).</summary>
    /// <param name="productId">The product.</param>
    /// <param name="change">What changes; what is null stays.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product as it is now.</returns>
    /// <exception cref="ElasticAccessException">400, 401, 403, 404, 409 it is DEPLOYED.</exception>
    public Task<Product> ChangeProductAsync(
        string productId, ProductChange change, RequestOptions? options = null, CancellationToken ct = default)
    {
        var path = Paths.Product(productId);
        var call = Write(HttpMethod.Patch, path, change, ClientJson.Default.ProductChange, options);
        return SendAsync(call, ClientJson.Default.Product, ct);
    }

    /// <summary>Deletes a DRAFT product that was never sold (deleteproduct, contract section 19).</summary>
    /// <param name="productId">The product.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409.</exception>
    public Task DeleteProductAsync(string productId, RequestOptions? options = null, CancellationToken ct = default) =>
        SendAsync(Write(HttpMethod.Delete, Paths.Product(productId), options), ct);

    /// <summary>Deploys a product, for good (deployproduct, contract section 19).</summary>
    /// <param name="productId">The product.</param>
    /// <param name="options">The idempotency key of the call.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The product as stored.</returns>
    /// <exception cref="ElasticAccessException">401, 403, 404, 409 a state forbids it.</exception>
    public Task<Product> DeployProductAsync(
        string productId, RequestOptions? options = null, CancellationToken ct = default) => SendAsync(
            Write(HttpMethod.Post, $"{Paths.Product(productId)}/deploy", options), ClientJson.Default.Product, ct);
}

using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.BackOffice;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class ProductEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", CreateProduct.Handle).Produces<ProductBody>(201).ChangesResource()
            .Declares("createproduct", "Create a DRAFT product", Policies.Administration, 400, 403, 409);
        group.MapGet("", ListProducts.Handle).Produces<Listed<ProductBody>>()
            .Declares("listproducts", "List products, oldest first", Policies.Administration, 400, 403);
        group.MapGet("/{productId:guid}", GetProduct.Handle).Produces<ProductBody>()
            .Declares("getproduct", "Get a product", Policies.Administration, 403, 404);
        group.MapPatch("/{productId:guid}", PatchProduct.Handle).Produces<ProductBody>().ChangesResource()
            .Declares("patchproduct", "Change a DRAFT product", Policies.Administration, 400, 403, 404, 409);
        group.MapDelete("/{productId:guid}", DeleteProduct.Handle).Produces(204).ChangesResource()
            .Declares(
                "deleteproduct", "Delete a DRAFT product that was never sold", Policies.Administration, 403, 404, 409);
        group.MapPost("/{productId:guid}/deploy", DeployProduct.Handle).Produces<ProductBody>().ChangesResource()
            .Declares(
                "deployproduct", "Deploy a product, for good; its license models come first", Policies.Administration,
                403, 404, 409);
    }

    public static Errors Unknown(Guid id) => Errors.NotFound($"There is no product {id}");

    public static Errors Taken(string name, string version) =>
        Errors.Conflict($"There is a product {name} {version} already");
}

/// <param name="State">DRAFT or DEPLOYED.</param>
/// <param name="Features">Ids; a product for tokens has exactly one.</param>
/// <param name="LicenseModels">Ids.</param>
/// <param name="Created">In ms.</param>
internal sealed record ProductBody(
    Guid Id, string Name, string Version, string State, IReadOnlyList<Guid> Features, IReadOnlyList<Guid> LicenseModels,
    long Created)
{
    public static ProductBody Of(ProductRow row) => new(
        row.ProductId, row.Name, row.Version, row.IsDeployed ? "DEPLOYED" : "DRAFT", row.Features, row.LicenseModels,
        row.CreatedMs);
}

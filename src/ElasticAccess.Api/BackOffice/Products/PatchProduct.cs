using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class PatchProduct
{
    /// <param name="Features">Ids: takes the place of the whole list.</param>
    /// <param name="LicenseModels">Ids: takes the place of the whole list.</param>
    public sealed record ProductPatch(
        string? Name = null, string? Version = null, IReadOnlyList<string>? Features = null,
        IReadOnlyList<string>? LicenseModels = null);

    public sealed class Shape : AbstractValidator<ProductPatch>
    {
        public Shape()
        {
            RuleFor(r => r.Name!).Name().When(r => r.Name is not null);
            RuleFor(r => r.Version!).Name().When(r => r.Version is not null);
            RuleFor(r => r.Features).Must(ProductParts.IsShort).WithMessage(ProductParts.CountRule);
            RuleFor(r => r.LicenseModels).Must(ProductParts.IsShort).WithMessage(ProductParts.CountRule);
            RuleForEach(r => r.Features).Must(ProductParts.IsId).WithMessage(ProductParts.IdRule);
            RuleForEach(r => r.LicenseModels).Must(ProductParts.IsId).WithMessage(ProductParts.IdRule);
        }
    }

    public static async Task<IAnswer> Handle(
        Guid productId, Body<ProductPatch> body, AccessDb db, IStore store, CancellationToken ct)
    {
        var request = body.Value;
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.Products.SingleOrDefaultAsync(p => p.ProductId == productId, ct) is not { } row)
        {
            return ProductEndpoints.Unknown(productId);
        }

        if (row.IsDeployed)
        {
            return Errors.Conflict($"The product {row.Name} {row.Version} is DEPLOYED: only in DRAFT may it change");
        }

        var features = request.Features is null ? row.Features : ProductParts.Read(request.Features);
        var models = request.LicenseModels is null ? row.LicenseModels : ProductParts.Read(request.LicenseModels);
        if (await ProductParts.FindFaultAsync(db, features, models, ct) is { } fault)
        {
            return Errors.Invalid(fault);
        }

        var (name, version) = (request.Name ?? row.Name, request.Version ?? row.Version);
        if (await db.Products.AnyAsync(p => p.ProductId != productId && p.Name == name && p.Version == version, ct))
        {
            return ProductEndpoints.Taken(name, version);
        }

        (row.Name, row.Version, row.Features, row.LicenseModels) = (name, version, features, models);
        await db.SaveChangesAsync(ct);
        return Answer.Ok(ProductBody.Of(row));
    }
}

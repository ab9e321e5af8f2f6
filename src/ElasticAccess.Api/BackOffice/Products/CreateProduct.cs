using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class CreateProduct
{
    /// <param name="Features">Ids; a product for tokens has exactly one.</param>
    /// <param name="LicenseModels">Ids.</param>
    public sealed record NewProduct(
        string Name, string Version, IReadOnlyList<string>? Features = null,
        IReadOnlyList<string>? LicenseModels = null);

    public sealed class Shape : AbstractValidator<NewProduct>
    {
        public Shape()
        {
            RuleFor(r => r.Name).Name();
            RuleFor(r => r.Version).Name();
            RuleFor(r => r.Features).Must(ProductParts.IsShort).WithMessage(ProductParts.CountRule);
            RuleFor(r => r.LicenseModels).Must(ProductParts.IsShort).WithMessage(ProductParts.CountRule);
            RuleForEach(r => r.Features).Must(ProductParts.IsId).WithMessage(ProductParts.IdRule);
            RuleForEach(r => r.LicenseModels).Must(ProductParts.IsId).WithMessage(ProductParts.IdRule);
        }
    }

    public static async Task<IAnswer> Handle(
        Body<NewProduct> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        var request = body.Value;
        await store.LockAsync(db, Locks.Catalogue, ct);
        var (features, models) = (ProductParts.Read(request.Features), ProductParts.Read(request.LicenseModels));
        if (await ProductParts.FindFaultAsync(db, features, models, ct) is { } fault)
        {
            return Errors.Invalid(fault);
        }

        if (await db.Products.AnyAsync(p => p.Name == request.Name && p.Version == request.Version, ct))
        {
            return ProductEndpoints.Taken(request.Name, request.Version);
        }

        var row = new ProductRow
        {
            ProductId = Guid.CreateVersion7(),
            Name = request.Name,
            Version = request.Version,
            IsDeployed = false,
            Features = features,
            LicenseModels = models,
            CreatedMs = time.Now().Ms,
        };
        db.Products.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(ProductBody.Of(row));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class DeployProduct
{
    public static async Task<IAnswer> Handle(Guid productId, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.Products.SingleOrDefaultAsync(p => p.ProductId == productId, ct) is not { } row)
        {
            return ProductEndpoints.Unknown(productId);
        }

        if (row.IsDeployed)
        {
            return Errors.Conflict($"The product {row.Name} {row.Version} is DEPLOYED and cannot become DEPLOYED");
        }

        var models = row.LicenseModels;
        var draft = await db.LicenseModels.Where(m => models.Contains(m.LicenseModelId) && !m.IsDeployed)
            .OrderBy(m => m.Name).Select(m => m.Name).FirstOrDefaultAsync(ct);
        if (draft is not null)
        {
            return Errors.Conflict($"The license model {draft} is DRAFT and must be DEPLOYED before the product is");
        }

        row.IsDeployed = true;
        await db.SaveChangesAsync(ct);
        return Answer.Ok(ProductBody.Of(row));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class DeleteProduct
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
            return Errors.Conflict(
                $"The product {row.Name} {row.Version} is DEPLOYED: only in DRAFT can it be deleted");
        }

        if (await db.EntitlementLineItems.AnyAsync(l => l.ProductId == productId, ct))
        {
            return Errors.Conflict("A line item names the product");
        }

        db.Products.Remove(row);
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}

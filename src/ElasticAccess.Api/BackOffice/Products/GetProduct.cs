using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class GetProduct
{
    public static async Task<IAnswer> Handle(Guid productId, AccessDb db, CancellationToken ct) =>
        await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.ProductId == productId, ct) is { } row
            ? Answer.Ok(ProductBody.Of(row))
            : ProductEndpoints.Unknown(productId);
}

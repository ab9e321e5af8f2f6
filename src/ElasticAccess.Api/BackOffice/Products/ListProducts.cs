using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.BackOffice.Products;

internal static class ListProducts
{
    public static async Task<IAnswer> Handle(StateFilter filter, Paging paging, AccessDb db, CancellationToken ct)
    {
        var isDeployed = filter.State == LifeState.Deployed;
        var isOfNone = filter.State is not (null or LifeState.Draft or LifeState.Deployed);
        var (rows, next) = await paging.TakeAsync(
            db.Products.Where(p => filter.State == null || (p.IsDeployed == isDeployed && !isOfNone)), ct);
        return Answer.Ok(new Listed<ProductBody>(
            [.. rows.OrderBy(p => p.CreatedMs).ThenBy(p => p.ProductId).Select(ProductBody.Of)], next));
    }
}

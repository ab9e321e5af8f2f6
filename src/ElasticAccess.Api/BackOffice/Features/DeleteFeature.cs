using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.BackOffice;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class DeleteFeature
{
    public static async Task<IAnswer> Handle(Guid featureId, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, Locks.Catalogue, ct);
        if (await db.Features.SingleOrDefaultAsync(f => f.FeatureId == featureId, ct) is not { } row)
        {
            return FeatureEndpoints.Unknown(featureId);
        }

        if (await db.Products.AnyAsync(p => p.Features.Contains(featureId), ct))
        {
            return Errors.Conflict("A product has the feature");
        }

        db.Features.Remove(row);
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}

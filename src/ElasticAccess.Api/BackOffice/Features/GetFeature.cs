using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class GetFeature
{
    public static async Task<IAnswer> Handle(Guid featureId, AccessDb db, CancellationToken ct) =>
        await db.Features.AsNoTracking().SingleOrDefaultAsync(f => f.FeatureId == featureId, ct) is { } row
            ? Answer.Ok(FeatureBody.Of(row))
            : FeatureEndpoints.Unknown(featureId);
}

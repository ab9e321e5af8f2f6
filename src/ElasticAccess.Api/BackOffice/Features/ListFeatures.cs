using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.BackOffice.Features;

internal static class ListFeatures
{
    public static async Task<IAnswer> Handle(Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(db.Features, ct);
        return Answer.Ok(new Listed<FeatureBody>(
            [.. rows.OrderBy(f => f.CreatedMs).ThenBy(f => f.FeatureId).Select(FeatureBody.Of)], next));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.ApiKeys;

internal static class ListApiKeys
{
    public static async Task<IAnswer> Handle(Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(db.ApiKeys, ct);
        return Answer.Ok(new ApiKeyPage(
            [.. rows.OrderBy(key => key.CreatedMs).ThenBy(key => key.Id)
                .Select(ApiKeyBody.Of)],
            next));
    }
}

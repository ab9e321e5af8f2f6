using ElasticAccess.Api.Wire;
using ElasticAccess.Data;

namespace ElasticAccess.Api.Keys;

internal static class ListKeys
{
    public static async Task<IAnswer> Handle(Paging paging, AccessDb db, CancellationToken ct)
    {
        var (rows, next) = await paging.TakeAsync(db.PublicKeys, ct);
        return Answer.Ok(new KeyPage(
            [.. rows.OrderBy(key => key.CreatedMs).ThenBy(key => key.Type).ThenBy(key => key.Id, StringComparer.Ordinal)
                .Select(KeyBody.Of)],
            next));
    }
}

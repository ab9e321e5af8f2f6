using System.Text.Json.Serialization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Audit;

/// <param name="Next">
/// Always a cursor; the last page is the one without entries. Where the oldest come first it is good for later too.
/// </param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string Next);

/// <param name="Time">In ms.</param>
/// <param name="Actor">Id of the key that was used.</param>
/// <param name="Operation">Id of the operation, as in these pages.</param>
/// <param name="Resource">Path of what was changed, without prefix and version.</param>
/// <param name="Before">As it was; null for what was not there.</param>
/// <param name="After">As it is; null for what is gone.</param>
internal sealed record AuditEntry(
    long Time,
    string Actor,
    string Operation,
    string Resource,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RawJson? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RawJson? After)
{
    public static AuditEntry Of(AuditRow row) => new(
        row.TimeMs, row.Actor, row.Operation, row.Resource, RawJson.Of(row.Before), RawJson.Of(row.After));
}

internal static class ListAudit
{
    public static async Task<IAnswer> Handle(AuditQuery query, AccessDb db, CancellationToken ct)
    {
        var below = $"{query.Resource}/";
        var wanted = db.Audit.AsNoTracking()
            .Where(a => query.From == null || a.TimeMs >= query.From)
            .Where(a => query.To == null || a.TimeMs < query.To)
            .Where(a => query.Actor == null || a.Actor == query.Actor)
            .Where(a => query.Resource == null || a.Resource == query.Resource || a.Resource.StartsWith(below));
        var page = await Behind(query.After, query.IsNewestFirst, wanted).Take(query.Size).ToListAsync(ct);
        var last = page.Count > 0 ? new AuditPlace(page[^1].TimeMs, page[^1].AuditId) : query.After;
        return Answer.Ok(new AuditPage([.. page.Select(AuditEntry.Of)], last.ToCursor(query.IsNewestFirst)));
    }

    // The bound by time alone is what an index can begin at.
    private static IQueryable<AuditRow> Behind(AuditPlace place, bool isNewestFirst, IQueryable<AuditRow> wanted)
    {
        var (timeMs, id) = (place.TimeMs, place.Id);
        return isNewestFirst
            ? wanted.Where(a => a.TimeMs <= timeMs && (a.TimeMs < timeMs || a.AuditId < id))
                .OrderByDescending(a => a.TimeMs).ThenByDescending(a => a.AuditId)
            : wanted.Where(a => a.TimeMs >= timeMs && (a.TimeMs > timeMs || a.AuditId > id))
                .OrderBy(a => a.TimeMs).ThenBy(a => a.AuditId);
    }
}

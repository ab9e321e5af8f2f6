using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Audit;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Audit;

/// <param name="Next">Always a cursor, good for later too; the last page is the one without entries.</param>
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
    private const int SizeDefault = 100;
    private const int SizeMax = 1_000;

    /// <param name="After">Cursor: the time of the last entry of a page, which holds all of that millisecond.</param>
    public sealed record Query(
        long From, long To, string? Actor, string? Resource, long After, int Size, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(new QueryParameter("from", "integer", "In ms, inclusive"));
            builder.Metadata.Add(new QueryParameter("to", "integer", "In ms, exclusive"));
            builder.Metadata.Add(new QueryParameter("actor", "string", "Only what was done with this key"));
            builder.Metadata.Add(new QueryParameter("resource", "string", "Only this path and those below it"));
            builder.Metadata.Add(new QueryParameter("cursor", "string", "The next of an earlier answer"));
            builder.Metadata.Add(new QueryParameter("size", "integer", "Number of entries wanted, up to 1000; a wish"));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var query = context.Request.Query;
            var faults = new List<string>();
            var (from, to) = (Whole("from", 0, 0), Whole("to", 0, long.MaxValue));
            var after = Whole("cursor", 0, -1);
            var size = (int)Math.Min(Whole("size", 1, SizeDefault), SizeMax);
            return ValueTask.FromResult<Query?>(new(
                from, to, Text("actor"), Path(Text("resource")), after, size,
                faults.Count == 0 ? null : Errors.Invalid(faults)));

            long Whole(string name, long least, long otherwise)
            {
                var values = query[name];
                if (values.Count == 0 || values is [""])
                {
                    return otherwise;
                }

                if (values is [{ } text]
                    && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    && value >= least)
                {
                    return value;
                }

                faults.Add($"$.{name}: must be given once, as a whole number from {least}");
                return otherwise;
            }

            string? Text(string name)
            {
                var values = query[name];
                if (values.Count > 0 && (values is not [{ } text] || text.Length > 2_000 || text.Contains('\0')))
                {
                    faults.Add($"$.{name}: must be given once, with at most 2000 characters and no NUL");
                }

                return values.FirstOrDefault();
            }
        }

        // A path as it was called is understood too.
        private static string? Path(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var path = Routes.WithoutPrefixes(text[0] == '/' ? text : $"/{text}").Value!.TrimEnd('/');
            return path.Split('/', 4) is [_, "api", _, var rest] ? $"/{rest}" : path;
        }
    }

    public static async Task<IAnswer> Handle(Query query, AccessDb db, CancellationToken ct)
    {
        var below = $"{query.Resource}/";
        var wanted = db.Audit.AsNoTracking()
            .Where(a => a.TimeMs > query.After && a.TimeMs >= query.From && a.TimeMs < query.To)
            .Where(a => query.Actor == null || a.Actor == query.Actor)
            .Where(a => query.Resource == null || a.Resource == query.Resource || a.Resource.StartsWith(below));
        var page = await wanted.OrderBy(a => a.TimeMs).Take(query.Size).ToListAsync(ct);
        if (page.Count == query.Size)
        {
            var last = page[^1].TimeMs;
            page = await wanted.Where(a => a.TimeMs <= last).ToListAsync(ct);
        }

        var next = page.Count > 0 ? page.Max(a => a.TimeMs) : Math.Max(query.After, 0);
        return Answer.Ok(new AuditPage(
            [.. page.OrderBy(a => a.TimeMs).ThenBy(a => a.AuditId).Select(AuditEntry.Of)],
            next.ToString(CultureInfo.InvariantCulture)));
    }
}

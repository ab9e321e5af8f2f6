using System.Reflection;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

internal static class DeleteRateTable
{
    public sealed record Query(string Series, string Version, IAnswer? Fault)
        : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(new QueryParameter("series", "string", "Left out: a table without series"));
            builder.Metadata.Add(new QueryParameter("version", "string", "Version to delete", IsRequired: true));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            var series = context.Request.Query["series"];
            var version = context.Request.Query["version"];
            var faults = new List<string>();
            if (version.Count == 0)
            {
                faults.Add("$.version: is missing but it is required");
            }
            else if (version is not [{ } name] || !Shapes.IsName(name))
            {
                faults.Add($"$.version: {Shapes.QueryName}");
            }

            if (series.Count > 0 && (series is not [{ } group] || !(group.Length == 0 || Shapes.IsName(group))))
            {
                faults.Add($"$.series: {Shapes.QueryName}");
            }

            return ValueTask.FromResult<Query?>(new(
                series.FirstOrDefault() ?? "",
                version.FirstOrDefault() ?? "",
                faults.Count == 0 ? null : Errors.Invalid(faults)));
        }
    }

    public static async Task<IAnswer> Handle(Query query, AccessDb db, TimeProvider time, CancellationToken ct)
    {
        var row = await db.RateTables.SingleOrDefaultAsync(
            table => table.Series == query.Series && table.Version == query.Version && table.DeletedMs == null, ct);
        if (row is null)
        {
            return Errors.NotFound($"There is no version {query.Version} of this series");
        }

        var now = time.Now().Ms;
        if (row.EffectiveFromMs <= now)
        {
            return Errors.Conflict($"Version {query.Version} is already in effect");
        }

        row.DeletedMs = now;
        await db.SaveChangesAsync(ct);
        return Answer.NoContent;
    }
}

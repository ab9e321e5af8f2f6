using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.RateTables;

internal static class ListRateTables
{
    public static async Task<IResult> Handle(
        ApiVersion version, AccessDb db, HttpContext context, CancellationToken ct)
    {
        var rows = await db.RateTables.AsNoTracking().Include(table => table.Items)
            .Where(table => table.DeletedMs == null).AsSplitQuery().OrderBy(table => table.RateTableId).ToListAsync(ct);
        var tables = rows.OrderByDescending(table => table.CreatedMs).ThenByDescending(table => table.RateTableId)
            .Select(RateTableBody.Of).ToArray();
        var wanted = AnswerFormats.Wanted(context, AnswerFormat.Json, AnswerFormat.Csv);
        return version.IsLatest && wanted == AnswerFormat.Csv ? new Csv(tables) : Answer.Ok(tables);
    }

    /// <summary>Oldest first, so that whoever posts it makes them in the same order.</summary>
    private sealed class Csv(RateTableBody[] tables) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = CsvWriter.ContentType;
            var csv = new CsvWriter(httpContext.Response.BodyWriter);
            RateTableCsv.Header(csv);
            foreach (var table in tables.Reverse())
            {
                RateTableCsv.Write(csv, table);
                await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            }

            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}

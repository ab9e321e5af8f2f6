using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>
/// Rows in the order of the ledger: a page as JSON, or all there are as NDJSON or CSV (contract 18.7).
/// </summary>
internal static class ListUsage
{
    private const int SizeDefault = 100;
    private const int RowsPerRead = 1_000;

    /// <param name="Rows">Empty at the end of what is there.</param>
    /// <param name="Next">Where to go on; at the end it stays good for rows to come.</param>
    internal sealed record UsagePageBody(IReadOnlyList<UsageRowBody> Rows, string Next);

    public static async Task<IResult> Handle(
        UsageQuery query, UsageCatchUp catchUp, UsageReader reader, HttpContext context, CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);
        return AnswerFormats.Wanted(context, AnswerFormat.Json, AnswerFormat.Ndjson, AnswerFormat.Csv) switch
        {
            AnswerFormat.Ndjson => new Stream(AnswerFormats.NdjsonType, response => WriteNdjsonAsync(
                response, PagesAsync(reader, query.Filter, query.After, query.Size ?? long.MaxValue, ct), ct)),
            AnswerFormat.Csv => new Stream(CsvWriter.ContentType, response => WriteCsvAsync(
                response, PagesAsync(reader, query.Filter, query.After, query.Size ?? long.MaxValue, ct), ct)),
            _ => await PageAsync(query, reader, ct),
        };
    }

    /// <summary>Not more rows than wanted; each page is one short read, and nothing is held between two.</summary>
    public static async IAsyncEnumerable<UsagePage> PagesAsync(
        UsageReader reader,
        UsageFilter filter,
        UsagePosition after,
        long wanted,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        while (wanted > 0)
        {
            var page = await reader.ReadAsync(filter, after, (int)Math.Min(wanted, RowsPerRead), ct);
            wanted -= page.Rows.Count;
            after = page.Last;
            yield return page;
            if (page.IsAtEnd)
            {
                yield break;
            }
        }
    }

    private static async Task<IAnswer> PageAsync(UsageQuery query, UsageReader reader, CancellationToken ct)
    {
        var rows = new List<UsageRowBody>();
        var last = query.After;
        var wanted = query.Size ?? SizeDefault;
        await foreach (var page in PagesAsync(reader, query.Filter, query.After, wanted, ct))
        {
            rows.AddRange(page.Rows.Select(UsageRowBody.Of));
            last = page.Last;
        }

        return Answer.Ok(new UsagePageBody(rows, UsageQuery.WriteCursor(last)));
    }

    private static async Task WriteNdjsonAsync(
        HttpResponse response, IAsyncEnumerable<UsagePage> pages, CancellationToken ct)
    {
        await foreach (var page in pages)
        {
            foreach (var row in page.Rows)
            {
                UsageLines.Ndjson(response.BodyWriter, UsageRowBody.Of(row));
            }

            await response.BodyWriter.FlushAsync(ct);
        }
    }

    private static async Task WriteCsvAsync(
        HttpResponse response, IAsyncEnumerable<UsagePage> pages, CancellationToken ct)
    {
        // Nothing is written before the first page is there: until then, a fault can still be answered as one.
        CsvWriter? csv = null;
        await foreach (var page in pages)
        {
            if (csv is null)
            {
                csv = new(response.BodyWriter);
                UsageLines.CsvHeader(csv);
            }

            foreach (var row in page.Rows)
            {
                UsageLines.Csv(csv, UsageRowBody.Of(row));
            }

            await response.BodyWriter.FlushAsync(ct);
        }
    }

    private sealed class Stream(string contentType, Func<HttpResponse, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = contentType;
            return write(httpContext.Response);
        }
    }
}

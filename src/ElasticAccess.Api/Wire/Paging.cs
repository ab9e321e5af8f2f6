using System.Globalization;
using System.Reflection;
using ElasticAccess.Data.Rows;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Cursor paging (contract 2): <c>next</c> is the creation time of the last row of a page, which therefore holds all
/// rows of that millisecond; <c>size</c> is a wish.
/// </summary>
internal sealed record Paging(long After, int Size, IAnswer? Fault = null) : IInput, IEndpointParameterMetadataProvider
{
    private const int SizeDefault = 100;
    private const int SizeMax = 1_000;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new QueryParameter("next", "integer", "Cursor of an earlier answer; left out or 0 for the first page"));
        builder.Metadata.Add(new QueryParameter("size", "integer", "Number of rows wanted, up to 1000; a wish"));
    }

    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var faults = new List<string>();
        var after = Whole("next", least: 0, otherwise: 0);
        var size = Whole("size", least: 1, otherwise: SizeDefault);
        return ValueTask.FromResult<Paging?>(
            new(after, (int)Math.Min(size, SizeMax), faults.Count == 0 ? null : Errors.Invalid(faults)));

        long Whole(string name, long least, long otherwise)
        {
            if (!query.TryGetValue(name, out var values) || values is [""])
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
    }

    /// <summary>A page, unordered within a millisecond, and the cursor of the next; 0 when there is none.</summary>
    public async Task<(List<T> Rows, long Next)> TakeAsync<T>(IQueryable<T> all, CancellationToken ct)
        where T : class, ICreated
    {
        var wanted = all.AsNoTracking().Where(row => row.CreatedMs > After);
        var page = await wanted.OrderBy(row => row.CreatedMs).Take(Size).ToListAsync(ct);
        if (page.Count < Size)
        {
            return (page, 0);
        }

        var last = page[^1].CreatedMs;
        page = await wanted.Where(row => row.CreatedMs <= last).OrderBy(row => row.CreatedMs).ToListAsync(ct);
        return (page, await wanted.AnyAsync(row => row.CreatedMs > last, ct) ? last : 0);
    }
}

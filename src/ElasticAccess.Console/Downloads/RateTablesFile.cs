using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElasticAccess.Console.Downloads;

/// <summary>All rate tables, as the API writes and reads them.</summary>
internal static class RateTablesFile
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/console/rate-tables.csv", Answer).RequireAuthorization(ConsolePolicies.Producer);

    private static Task Answer(HttpContext context) =>
        CsvFile.AnswerAsync(context, "rate-tables.csv", api => ReadAsync(api, context.RequestAborted));

    private static async IAsyncEnumerable<string> ReadAsync(
        ElasticAccessClient api, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return await api.ExportRateTablesAsync(ct);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElasticAccess.Console.Downloads;

/// <summary>A month of an instance, shared out by an attribute, as the API writes it.</summary>
internal static class StatementFile
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/console").RequireAuthorization(ConsolePolicies.Anyone);
        pages.MapGet("/mine/{instanceId:guid}/statement.csv", Answer);
        pages.MapGet("/instances/{instanceId:guid}/statement.csv", Answer);
    }

    /// <summary>The month that is asked for; null when it is none.</summary>
    public static DateOnly? Month(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    private static Task Answer(Guid instanceId, HttpContext context)
    {
        var query = context.Request.Query;
        if (Month(query["month"]) is not { } month || query["by"].ToString() is not { Length: > 0 } by)
        {
            CsvFile.LeadToPage(context);
            return Task.CompletedTask;
        }

        var zone = query["tz"].ToString() is { Length: > 0 } some ? some : null;
        return CsvFile.AnswerAsync(
            context, $"statement-{query["month"]}.csv",
            api => ReadAsync(api, instanceId.ToString(), month, by, zone, context.RequestAborted));
    }

    private static async IAsyncEnumerable<string> ReadAsync(
        ElasticAccessClient api, string instanceId, DateOnly month, string by, string? zone,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return await api.ExportUsageStatementAsync(instanceId, month, by, zone, ct);
    }
}

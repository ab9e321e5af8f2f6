using System.Globalization;
using System.Text;
using ElasticAccess.Console.Components;
using ElasticAccess.Console.Reaching;
using ElasticAccess.Console.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElasticAccess.Console.Downloads;

/// <summary>
/// What a license administrator takes along as CSV. What the API refuses leads to the page with the same question,
/// which says why.
/// </summary>
internal static class UsageDownloads
{
    private const int AllPages = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/console/mine/{instanceId:guid}")
            .RequireAuthorization(ConsolePolicies.Administrator).ExcludeFromDescription();
        mine.MapGet("/usage.csv", FiguresAsync);
        mine.MapGet("/statement.csv", StatementAsync);
    }

    /// <summary>The month that is asked for; null when it is none.</summary>
    public static DateOnly? Month(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    private static Task<IResult> FiguresAsync(Guid instanceId, HttpContext context, ServiceDoor door) =>
        AnswerAsync(context, door, $"usage-{instanceId}.csv", "usage", async api =>
        {
            var asked = OwnUsageQuestion.Read(
                instanceId.ToString(), context.Request.Query, Viewer.Clock(context), TimeProvider.System.GetUtcNow());
            var figures = await UsageFigures.ReadAsync(api, asked.ByGroup(), AllPages, context.RequestAborted);
            var text = new StringBuilder(
                CsvFile.Line(asked.Group, "net", "charged", "refunded", "count", "denials"));
            foreach (var group in figures.Groups)
            {
                text.Append(Line(UsageFigures.NameOf(group.Key[asked.Group]), group));
            }

            return text.Append(Line("TOTAL", figures.Total)).ToString();
        });

    private static Task<IResult> StatementAsync(Guid instanceId, HttpContext context, ServiceDoor door)
    {
        var query = context.Request.Query;
        var month = Month(query["month"]);
        return month is null || query["by"].ToString() is not { Length: > 0 } by
            ? Task.FromResult(BackTo(context, "statement"))
            : AnswerAsync(context, door, $"statement-{query["month"]}-{instanceId}.csv", "statement", api =>
                api.ExportUsageStatementAsync(
                    instanceId.ToString(), month.Value, by,
                    query["tz"].ToString() is { Length: > 0 } zone ? zone : null, context.RequestAborted));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ServiceDoor door, string file, string page, Func<ElasticAccessClient, Task<string>> read)
    {
        using var api = door.Open(Visitor.Find(context)!.Key);
        try
        {
            return Results.File(Encoding.UTF8.GetBytes(await read(api)), "text/csv; charset=utf-8", file);
        }
        catch (ElasticAccessException)
        {
            return BackTo(context, page);
        }
    }

    private static IResult BackTo(HttpContext context, string page) =>
        Results.LocalRedirect(
            $"/console/mine/{context.GetRouteValue("instanceId")}/{page}{context.Request.QueryString}");

    private static string Line(string? name, UsageSums sums) => CsvFile.Line(
        name, Number(sums.Net), Number(sums.Charged), Number(sums.Refunded), Number(sums.Count),
        sums.Denials.ToString(CultureInfo.InvariantCulture));

    private static string Number(decimal tokens) => tokens.ToString("0.######", CultureInfo.InvariantCulture);
}

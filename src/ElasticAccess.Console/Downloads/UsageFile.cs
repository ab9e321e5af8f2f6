using System.Globalization;
using System.Runtime.CompilerServices;
using ElasticAccess.Console.Components;
using ElasticAccess.Console.Reaching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Console.Downloads;

/// <summary>What a page of usage shows: its groups, or the rows of the ledger behind them.</summary>
internal static class UsageFile
{
    private static readonly string[] RowColumns =
    [
        "usageTime", "writeTime", "kind", "item", "version", "count", "rate", "tokens", "requesterType",
        "requesterValue", "dictionary", "account", "instance", "lineItem", "session", "correlation", "status",
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/console").RequireAuthorization(ConsolePolicies.Anyone);
        pages.MapGet("/usage.csv", Groups);
        pages.MapGet("/usage-rows.csv", Rows);
        pages.MapGet("/mine/{instanceId:guid}/usage.csv", Groups);
        pages.MapGet("/instances/{instanceId:guid}/usage.csv", Groups);
    }

    private static Task Groups(HttpContext context) => CsvFile.AnswerAsync(
        context, "usage.csv", api => GroupsAsync(api, Question(context), context.RequestAborted));

    private static Task Rows(HttpContext context) => CsvFile.AnswerAsync(
        context, "usage-rows.csv", api => RowsAsync(api, Question(context), context.RequestAborted));

    private static UsageQuestion Question(HttpContext context)
    {
        var question = UsageQuestion.Read(
            context.Request.Query, Viewer.Clock(context),
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            own: context.GetRouteValue("instanceId")?.ToString());
        return question.Fault is { } unreadable ? throw new UnreadableException(unreadable) : question;
    }

    private static async IAsyncEnumerable<string> GroupsAsync(
        ElasticAccessClient api, UsageQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = question.GroupBy;
        UsageSummary page;
        string? cursor = null;
        do
        {
            page = await api.SummarizeUsageAsync(question.ByGroups(), cursor, size: 1_000, ct);
            if (cursor is null)
            {
                yield return CsvFile.Line([.. names, "net", "charged", "refunded", "count", "denials"]);
            }

            foreach (var group in page.Groups.Where(group => !question.IsOfDenials || group.Denials > 0))
            {
                yield return CsvFile.Line(
                    [.. names.Select(name => UsageFigures.NameOf(group.Key[name])), .. Sums(group)]);
            }

            cursor = page.Next;
        }
        while (cursor is { Length: > 0 });

        yield return CsvFile.Line([.. names.Select((_, i) => i == 0 ? "TOTAL" : ""), .. Sums(page.Total)]);
    }

    private static async IAsyncEnumerable<string> RowsAsync(
        ElasticAccessClient api, UsageQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return CsvFile.Line(RowColumns);
        await foreach (var row in api.AllUsageAsync(question.Filter, ct: ct))
        {
            yield return CsvFile.Line(
                row.UsageTime.UtcDateTime.ToString("o"), row.WriteTime.UtcDateTime.ToString("o"), row.Kind.ToString(),
                row.Item, row.Version, Text(row.Count), row.Rate is { } rate ? Text(rate) : "", Text(row.Tokens),
                row.Requester.Type, row.Requester.Value, row.Requester.Dictionary?.ToJsonString(), row.AccountId,
                row.InstanceId, row.ActivationId, row.SessionId, row.CorrelationId, row.Status.Code);
        }
    }

    private static string[] Sums(UsageSums sums) =>
        [Text(sums.Net), Text(sums.Charged), Text(sums.Refunded), Text(sums.Count), Text(sums.Denials)];

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

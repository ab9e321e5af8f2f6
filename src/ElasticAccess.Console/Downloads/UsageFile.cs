using System.Globalization;
using System.Runtime.CompilerServices;
using ElasticAccess.Console.Components;
using ElasticAccess.Console.Reaching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElasticAccess.Console.Downloads;

/// <summary>What the usage page shows: its groups, or the rows of the ledger behind them.</summary>
internal static class UsageFile
{
    private static readonly string[] RowColumns =
    [
        "usageTime", "writeTime", "kind", "item", "version", "count", "rate", "tokens", "requesterType",
        "requesterValue", "dictionary", "account", "instance", "lineItem", "session", "correlation", "status",
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/console/usage.csv", Groups).RequireAuthorization(ConsolePolicies.Anyone);
        app.MapGet("/console/usage-rows.csv", Rows).RequireAuthorization(ConsolePolicies.Anyone);
    }

    private static Task Groups(HttpContext context) => CsvFile.AnswerAsync(
        context, "usage.csv", api => GroupsAsync(api, Question(context), context.RequestAborted));

    private static Task Rows(HttpContext context) => CsvFile.AnswerAsync(
        context, "usage-rows.csv", api => RowsAsync(api, Question(context), context.RequestAborted));

    private static UsageQuestion Question(HttpContext context) =>
        UsageQuestion.Of(context.Request.Query, Viewer.Clock(context), TimeProvider.System.GetUtcNow());

    private static async IAsyncEnumerable<string> GroupsAsync(
        ElasticAccessClient api, UsageQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return CsvFile.Line([.. question.GroupBy, "charged", "refunded", "net", "count", "denials"]);
        string? cursor = null;
        do
        {
            var page = await api.SummarizeUsageAsync(question.Summary, cursor, size: 1_000, ct);
            foreach (var group in page.Groups)
            {
                yield return CsvFile.Line(
                [
                    .. question.GroupBy.Select(name => UsageQuestion.Text(group.Key[name])), Text(group.Charged),
                    Text(group.Refunded), Text(group.Net), Text(group.Count), Text(group.Denials),
                ]);
            }

            cursor = page.Next;
        }
        while (cursor is { Length: > 0 });
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

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}

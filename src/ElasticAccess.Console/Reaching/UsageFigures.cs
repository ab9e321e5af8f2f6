using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Reaching;

/// <summary>Sums of usage: by what was asked for, and over time.</summary>
/// <param name="Groups">The largest first; by time, where that is asked for first.</param>
/// <param name="IsAll">There are no more groups than these.</param>
/// <param name="IsWholeTime">Nor buckets of time.</param>
public sealed record UsageFigures(
    IReadOnlyList<UsageGroup> Groups, IReadOnlyList<UsageGroup> OverTime, UsageSums Total, bool IsAll,
    bool IsWholeTime)
{
    // More is no help to anyone who looks at it.
    private const int ShownMax = 1_000;
    private const int BucketsMax = 2_000;

    private const int PageSize = 10_000;
    private const int PagesMax = 5;

    public static async Task<UsageFigures> ReadAsync(
        ElasticAccessClient api, UsageQuestion question, CancellationToken ct)
    {
        var overTime = await api.SummarizeUsageAsync(question.ByTime(), size: BucketsMax, ct: ct);
        var (groups, total, isAll) = await AllAsync(api, question.ByGroups(), ct);
        var ordered = question.IsOfDenials
            ? groups.Where(group => group.Denials > 0).OrderByDescending(group => group.Denials)
            : question.By.Kind == UsageDimension.Time ? groups
            : groups.OrderByDescending(group => group.Net).AsEnumerable();
        var shown = ordered.Take(ShownMax + 1).ToList();
        return new(
            [.. shown.Take(ShownMax)], overTime.Groups, total, isAll && shown.Count <= ShownMax,
            overTime.Next is not { Length: > 0 });
    }

    /// <summary>To the end, or one cannot tell which are the largest; within reason: 50,000.</summary>
    public static async Task<(IReadOnlyList<UsageGroup> Groups, UsageSums Total, bool IsAll)> AllAsync(
        ElasticAccessClient api, UsageSummaryQuery query, CancellationToken ct)
    {
        var page = await api.SummarizeUsageAsync(query, size: PageSize, ct: ct);
        var groups = page.Groups.ToList();
        for (var i = 1; i < PagesMax && page.Next is { Length: > 0 } next; i++)
        {
            page = await api.SummarizeUsageAsync(query, next, PageSize, ct);
            groups.AddRange(page.Groups);
        }

        return (groups, page.Total, page.Next is not { Length: > 0 });
    }

    /// <summary>What a group is named; null for usage without it.</summary>
    public static string? NameOf(JsonNode? key) => key switch
    {
        null => null,
        JsonObject requester => $"{requester["value"]} ({requester["type"]})",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => key.ToJsonString(),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Reaching;

/// <summary>Sums of usage: by what was asked for, and over time.</summary>
/// <param name="Groups">The largest first; by time, where that is asked for first.</param>
/// <param name="IsAll">There are no more groups than these.</param>
public sealed record UsageFigures(
    IReadOnlyList<UsageGroup> Groups, IReadOnlyList<UsageGroup> OverTime, UsageSums Total, bool IsAll)
{
    private const int GroupsMax = 1_000;

    public static async Task<UsageFigures> ReadAsync(
        ElasticAccessClient api, UsageQuestion question, bool isOfDenials, CancellationToken ct)
    {
        var overTime = await api.SummarizeUsageAsync(question.ByTime(), size: GroupsMax, ct: ct);
        var figures = await api.SummarizeUsageAsync(question.ByGroups(), size: GroupsMax, ct: ct);
        var denied = figures.Groups.Where(group => group.Denials > 0);
        return new(
            isOfDenials ? [.. denied.OrderByDescending(group => group.Denials)]
                : question.By.Kind == UsageDimension.Time ? figures.Groups
                : [.. figures.Groups.OrderByDescending(group => group.Net)],
            overTime.Groups, figures.Total, IsAll: figures.Next is not { Length: > 0 });
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

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Reaching;

/// <summary>Sums of usage, by what was asked for.</summary>
internal sealed record UsageFigures(IReadOnlyList<UsageGroup> Groups, UsageSums Total, bool IsAll)
{
    private const int PageSize = 1_000;

    /// <summary>The largest first.</summary>
    /// <param name="pagesMax">Of a thousand groups each; what is beyond them is not read.</param>
    public static async Task<UsageFigures> ReadAsync(
        ElasticAccessClient api, UsageSummaryQuery query, int pagesMax, CancellationToken ct)
    {
        var groups = new List<UsageGroup>();
        UsageSummary page;
        string? cursor = null;
        var pages = 0;
        do
        {
            page = await api.SummarizeUsageAsync(query, cursor, PageSize, ct);
            groups.AddRange(page.Groups);
            cursor = page.Next;
        }
        while (cursor is { Length: > 0 } && ++pages < pagesMax);

        return new(groups, page.Total, IsAll: cursor is not { Length: > 0 });
    }

    /// <summary>What a group is named; null for usage without it.</summary>
    public static string? NameOf(JsonNode? key) => key switch
    {
        null => null,
        JsonObject requester => requester["value"]?.ToString(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => key.ToJsonString(),
    };
}

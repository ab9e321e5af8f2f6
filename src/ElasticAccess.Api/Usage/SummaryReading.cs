using System.Text.Json;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>One value of each thing that is grouped by, as JSON, in the order asked; and the sums of its rows.</summary>
internal sealed record SummaryGroup(IReadOnlyList<string> Values, UsageSums Sums);

/// <summary>Reads a summary by its plan, and folds what the store tells apart and the caller does not.</summary>
internal static class SummaryReading
{
    private const string Null = "null";

    /// <param name="isWanted">By the name of a group's time bucket; empty where there is none.</param>
    public static async Task<List<SummaryGroup>> ReadAsync(
        UsageSummaryReader reader, UsageFilter filter, Grouping grouping, SummaryPlan plan, CancellationToken ct,
        Func<string, bool>? isWanted = null)
    {
        var found = await reader.ReadAsync(filter, InStore(grouping, plan), [.. plan.Spans.Select(InStore)], ct);
        var folded = new Dictionary<string, SummaryGroup>(StringComparer.Ordinal);
        foreach (var (key, sums) in found)
        {
            var bucket = key.Bucket is { } at ? plan.Names[at] : "";
            if (isWanted?.Invoke(bucket) == false)
            {
                continue;
            }

            var values = Values(grouping, key, bucket);
            var text = string.Join('\n', values);
            folded[text] = folded.TryGetValue(text, out var before)
                ? before with { Sums = before.Sums + sums }
                : new(values, sums);
        }

        return [.. folded.Values];
    }

    private static UsageGrouping InStore(Grouping grouping, SummaryPlan plan) => new()
    {
        Item = Has(grouping, GroupKind.Item),
        Version = Has(grouping, GroupKind.ItemVersion),
        Requester = Has(grouping, GroupKind.Requester),
        Account = Has(grouping, GroupKind.Account),
        Instance = Has(grouping, GroupKind.Instance),
        LineItem = Has(grouping, GroupKind.LineItem),
        DictionaryKeys = [.. grouping.Keys.Select(key => key.DictionaryKey).OfType<string>()],
        BucketStarts = grouping.Unit is null ? [] : [.. plan.BoundariesMs.Take(plan.Names.Count)],
    };

    private static UsageSpan InStore(SummarySpan span) => new(
        span.Source switch
        {
            SummarySource.QuarterHours => UsageSource.Quarters,
            SummarySource.Days => UsageSource.Days,
            SummarySource.DaysWithWho => UsageSource.DaysByWho,
            _ => UsageSource.Rows,
        },
        span.FromMs,
        span.ToMs);

    private static bool Has(Grouping grouping, GroupKind kind) => grouping.Keys.Any(key => key.Kind == kind);

    private static string[] Values(Grouping grouping, UsageKey key, string bucket)
    {
        using var dictionary = key.Dictionary is { } json ? JsonDocument.Parse(json) : null;
        var nextInDictionary = 0;
        var values = new string[grouping.Keys.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = grouping.Keys[i].Kind switch
            {
                GroupKind.Item => Quoted(key.Item),
                GroupKind.ItemVersion => Quoted(key.Version),
                GroupKind.Requester => Requester(key.RequesterType, key.RequesterValue),
                GroupKind.Account => Quoted(key.AccountId),
                GroupKind.Instance => Quoted(key.InstanceId?.ToString()),
                GroupKind.LineItem => Quoted(key.ActivationId),
                GroupKind.Dictionary => dictionary?.RootElement[nextInDictionary++].GetRawText() ?? Null,
                _ => Quoted(bucket),
            };
        }

        return values;
    }

    private static string Requester(string? type, string? value) =>
        $$"""{"type":{{Quoted(type)}},"value":{{Quoted(value)}}}""";

    private static string Quoted(string? text) =>
        text is null ? Null : JsonSerializer.Serialize(text, Wire.WireJson.Default.String);
}

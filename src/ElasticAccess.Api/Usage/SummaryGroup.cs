using System.Text.Json;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Usage;

/// <summary>
/// One value of each thing that is grouped by, as JSON, in the order asked; and the sums of its rows.
/// </summary>
internal sealed record SummaryGroup(IReadOnlyList<string> Values, UsageSums Sums)
{
    private const string Null = "null";

    public static SummaryGroup Of(Grouping grouping, UsageGroup group)
    {
        var key = group.Key;
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
                GroupKind.Dictionary => key.Values[nextInDictionary++] ?? Null,
                _ => Quoted(key.Bucket),
            };
        }

        return new(values, group.Sums);
    }

    private static string Requester(string? type, string? value) =>
        $$"""{"type":{{Quoted(type)}},"value":{{Quoted(value)}}}""";

    private static string Quoted(string? text) =>
        text is null ? Null : JsonSerializer.Serialize(text, Wire.WireJson.Default.String);
}

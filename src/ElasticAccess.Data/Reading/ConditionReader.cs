using System.Collections.Concurrent;
using System.Text.Json;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Data.Reading;

/// <summary>
/// Makes a condition of its stored JSON. What a text means never changes, so the last thousands of texts are kept read.
/// </summary>
public static class ConditionReader
{
    private const int KeptMax = 10_000;
    private static readonly ConcurrentDictionary<string, Condition> Kept = new(StringComparer.Ordinal);

    public static Condition Read(string json)
    {
        if (Kept.TryGetValue(json, out var kept))
        {
            return kept;
        }

        using var document = JsonDocument.Parse(json);
        var shape = ConditionShape.Check(ToInput(document.RootElement), "$");
        var condition = (shape as ConditionShape.Sound)?.Condition
            ?? throw new InvalidOperationException($"A stored condition is broken: {json}");
        if (Kept.Count >= KeptMax)
        {
            Kept.Clear();
        }

        return Kept[json] = condition;
    }

    /// <summary>As it was sent. Members of the wrong type must have been refused before.</summary>
    public static ConditionInput ToInput(JsonElement json) => new(
        json.TryGetProperty("operator", out var op) ? op.GetString() : null,
        json.TryGetProperty("key", out var key) ? key.GetString() : null,
        json.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(FactReader.Read)]
            : null,
        json.TryGetProperty("conditions", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? [.. parts.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Object ? ToInput(part) : null)]
            : null);
}

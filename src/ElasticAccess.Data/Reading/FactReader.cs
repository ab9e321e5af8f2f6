using System.Text.Json;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Data.Reading;

/// <summary>Makes facts of JSON. Null, objects and numbers past what a decimal holds have no counterpart.</summary>
public static class FactReader
{
    public static Fact? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new Fact.Text(json.GetString()!),
        JsonValueKind.True => new Fact.Flag(true),
        JsonValueKind.False => new Fact.Flag(false),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? new Fact.Number(number) : null,
        JsonValueKind.Array => new Fact.List([.. json.EnumerateArray().Select(Read).OfType<Fact>()]),
        _ => null,
    };

    /// <summary>A requester's dictionary; empty for null.</summary>
    public static IReadOnlyDictionary<string, Fact> ReadDictionary(string? json)
    {
        var facts = new Dictionary<string, Fact>(StringComparer.Ordinal);
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (Read(member.Value) is { } fact)
                {
                    facts[member.Name] = fact;
                }
            }
        }

        return facts;
    }
}

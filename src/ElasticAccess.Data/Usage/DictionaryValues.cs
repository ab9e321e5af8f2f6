using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ElasticAccess.Data.Usage;

/// <summary>Values of some keys of a requester's dictionary, as JSON; equal when all are.</summary>
public sealed class DictionaryValues(IReadOnlyList<string?> values) : IEquatable<DictionaryValues>
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly DictionaryValues None = new([]);

    private readonly IReadOnlyList<string?> values = values;

    public string? this[int index] => values[index];

    public int Count => values.Count;

    public bool Equals(DictionaryValues? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as DictionaryValues);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>Null where a key is missing or its value is. What means the same is written the same.</summary>
    public static DictionaryValues Of(string? dictionary, IReadOnlyList<string> keys)
    {
        var found = new string?[keys.Count];
        if (dictionary is not null)
        {
            using var document = JsonDocument.Parse(dictionary);
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty(keys[i], out var value) ? Text(value) : null;
            }
        }

        return new(found);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString(), Plain),
        JsonValueKind.Number when value.TryGetDecimal(out var number) =>
            (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value, Plain),
    };
}

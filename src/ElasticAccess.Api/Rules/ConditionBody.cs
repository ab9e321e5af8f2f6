using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Rules;

/// <summary>A condition on the wire (contract 7.2).</summary>
/// <param name="Operator">IN, NOT, AND or OR.</param>
/// <param name="Key">IN, NOT: key of the requester's dictionary; $type and $value mean the requester itself.</param>
/// <param name="Values">IN, NOT: strings, numbers and booleans.</param>
/// <param name="Conditions">AND, OR: at most ten levels deep.</param>
internal sealed record ConditionBody(
    Guid? Id = null,
    string? Name = null,
    string? Operator = null,
    string? Key = null,
    IReadOnlyList<JsonElement>? Values = null,
    IReadOnlyList<ConditionBody>? Conditions = null)
{
    public static ConditionBody Of(Guid id, string? name, string test) =>
        JsonSerializer.Deserialize(test, WireJson.Default.ConditionBody)! with { Id = id, Name = name };

    public static ConditionBody Of(StoredCondition stored) => Of(stored.Id, stored.Name, stored.Test);

    /// <summary>Something is said of what it tests, not only of its name.</summary>
    [JsonIgnore]
    public bool HasTest => Operator is not null || Key is not null || Values is not null || Conditions is not null;

    /// <summary>What is stored: the members that its operator uses.</summary>
    public string ToTest() => JsonSerializer.Serialize(Bare(this), WireJson.Default.ConditionBody);

    private static ConditionBody Bare(ConditionBody body) => body.Operator is "IN" or "NOT"
        ? new(Operator: body.Operator, Key: body.Key, Values: body.Values)
        : new(Operator: body.Operator, Conditions: [.. body.Conditions!.Select(Bare)]);
}

/// <summary><c>{ "conditions": [ … ] }</c>, or the bare array.</summary>
[JsonConverter(typeof(ConditionsConverter))]
internal sealed record ConditionsBody(
    IReadOnlyList<ConditionBody> Conditions, [property: JsonIgnore] bool IsBare)
{
    /// <summary>Where in the body as it was sent.</summary>
    public string PathOf(int i) => IsBare ? $"[{i}]" : $"conditions[{i}]";
}

internal sealed class ConditionsConverter : JsonConverter<ConditionsBody>, IArrayInObject
{
    public string Member => "conditions";

    public Type ArrayType => typeof(IReadOnlyList<ConditionBody>);

    public override ConditionsBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return new(JsonSerializer.Deserialize(ref reader, WireJson.Default.IReadOnlyListConditionBody)!, IsBare: true);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        // Whatever is refused here is looked at again for the words and the path, so none are made here.
        IReadOnlyList<ConditionBody>? conditions = null;
        var members = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = reader.GetString()!;
            reader.Read();
            if (!members.Add(member))
            {
                throw new JsonException();
            }

            if (member != Member)
            {
                reader.Skip();
                continue;
            }

            conditions = JsonSerializer.Deserialize(ref reader, WireJson.Default.IReadOnlyListConditionBody)
                ?? throw new JsonException();
        }

        return new(conditions ?? throw new JsonException(), IsBare: false);
    }

    public override void Write(Utf8JsonWriter writer, ConditionsBody value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

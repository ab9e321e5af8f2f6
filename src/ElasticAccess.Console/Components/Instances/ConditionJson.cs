using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Components.Instances;

/// <summary>A condition as the API writes it, without id and name; for those that the form is too flat for.</summary>
public static class ConditionJson
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Write(Condition condition) => Node(condition).ToJsonString(Readable);

    /// <summary>The condition, or why the text is none. Whether it is a good one is for the API to say.</summary>
    public static Condition? Read(string text, out string? fault)
    {
        try
        {
            fault = null;
            return Read(JsonNode.Parse(text, documentOptions: Strict), "$");
        }
        catch (JsonException broken)
        {
            fault = broken.LineNumber is { } line ? $"is not JSON (line {line + 1})" : broken.Message;
            return null;
        }
    }

    private static JsonObject Node(Condition condition)
    {
        var node = new JsonObject { ["operator"] = condition.Operator.ToString().ToUpperInvariant() };
        if (condition.Operator is ConditionOperator.In or ConditionOperator.Not)
        {
            node["key"] = condition.Key;
            node["values"] = new JsonArray([.. (condition.Values ?? []).Select(value => value?.DeepClone())]);
        }
        else
        {
            node["conditions"] = new JsonArray([.. (condition.Conditions ?? []).Select(Node)]);
        }

        return node;
    }

    private static Condition Read(JsonNode? node, string path)
    {
        if (node is not JsonObject json)
        {
            throw new JsonException($"{path} must be an object");
        }

        var word = json["operator"] is JsonValue written ? written.ToString() : "";
        return new Condition(word switch
        {
            "IN" => ConditionOperator.In,
            "NOT" => ConditionOperator.Not,
            "AND" => ConditionOperator.And,
            "OR" => ConditionOperator.Or,
            _ => throw new JsonException($"{path}.operator must be IN, NOT, AND or OR"),
        })
        {
            Key = json["key"] is JsonValue key ? key.ToString() : null,
            Values = json["values"] is JsonArray values
                ? [.. values.Select(value =>
                    value?.DeepClone() ?? throw new JsonException($"{path}.values must hold no null"))]
                : null,
            Conditions = json["conditions"] is JsonArray parts
                ? [.. parts.Select((part, i) => Read(part, $"{path}.conditions[{i}]"))]
                : null,
        };
    }
}

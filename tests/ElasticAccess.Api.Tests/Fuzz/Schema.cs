using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>What a value lacks to be what its schema says; the part of JSON Schema that the documents use.</summary>
internal static class Schema
{
    public static IEnumerable<string> Faults(JsonNode document, JsonNode schema, JsonNode? value, string path = "$")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!;
        }

        if (value is null)
        {
            var isAny = schema["type"] is null && schema["allOf"] is null;
            return isAny || schema["nullable"]?.GetValue<bool>() == true ? [] : [$"{path} is null"];
        }

        if (schema["allOf"] is JsonArray parts)
        {
            return parts.SelectMany(part => Faults(document, part!, value, path));
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            return choices.Any(choice => !Faults(document, choice!, value, path).Any()) ? [] : [$"{path} fits none"];
        }

        var type = schema["type"]?.GetValue<string>();
        if (type is not null && !Fits(type, value.GetValueKind()))
        {
            return [$"{path} is {value.GetValueKind()} instead of {type}"];
        }

        return value switch
        {
            JsonObject members => OfMembers(document, schema, members, path),
            JsonArray items when schema["items"] is { } item =>
                items.SelectMany((one, i) => Faults(document, item, one, $"{path}[{i}]")),
            _ when schema["enum"] is JsonArray values && !values.Any(one => JsonNode.DeepEquals(one, value)) =>
                [$"{path} is {value.ToJsonString()}, none of {values.ToJsonString()}"],
            _ => [],
        };
    }

    private static IEnumerable<string> OfMembers(JsonNode document, JsonNode schema, JsonObject members, string path)
    {
        var missing = (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())
            .Where(name => !members.ContainsKey(name)).Select(name => $"{path}.{name} is missing");
        var properties = schema["properties"]?.AsObject();
        return missing.Concat(members.SelectMany(member => properties?[member.Key] is { } below
            ? Faults(document, below, member.Value, $"{path}.{member.Key}")
            : properties is null || schema["additionalProperties"] is not null
                ? []
                : [$"{path}.{member.Key} is not described"]));
    }

    private static bool Fits(string type, JsonValueKind kind) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "integer" or "number" => kind == JsonValueKind.Number,
        _ => false,
    };
}

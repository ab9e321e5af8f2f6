using System.Text.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Console.Components.Shared;

namespace ElasticAccess.Console.Components.Instances;

/// <summary>A line of the form of a condition: a key and the values that it is or is not one of.</summary>
/// <param name="Kind">What all values are: text, number or boolean. Text "42" and the number 42 are not equal.</param>
/// <param name="Values">One a line.</param>
public sealed record Comparison(string Key, bool IsNot, string Kind, string Values)
{
    public const string Text = "text";
    public const string Number = "number";
    public const string Boolean = "boolean";

    public static Comparison Empty { get; } = new("", IsNot: false, Text, "");

    public bool IsEmpty => Key.Length == 0 && Values.Trim().Length == 0;

    /// <summary>
    /// Null where a line of the form cannot say it: a group, values of several kinds, or one that is no line.
    /// </summary>
    public static Comparison? Of(Condition condition)
    {
        if (condition is not { Operator: ConditionOperator.In or ConditionOperator.Not, Values: { Count: > 0 } values }
            || values.Select(KindOf).Distinct().ToList() is not [{ } kind]
            || values.Any(value => !IsLine(value.ToString())))
        {
            return null;
        }

        var isNot = condition.Operator == ConditionOperator.Not;
        return new(condition.Key ?? "", isNot, kind, string.Join('\n', values.Select(value => value.ToString())));
    }

    /// <summary>The condition, or what is wrong with the values, which then cannot be sent.</summary>
    public Condition? ToCondition(out string? fault)
    {
        var lines = Values.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var values = new List<JsonNode>();
        foreach (var line in lines)
        {
            if (Read(line) is not { } value)
            {
                fault = $"{line} is not a {Kind}";
                return null;
            }

            values.Add(value);
        }

        fault = null;
        return new(IsNot ? ConditionOperator.Not : ConditionOperator.In) { Key = Key, Values = values };
    }

    // What is written in a field loses the spaces around it, and an empty line is none.
    private static bool IsLine(string text) =>
        text.Length > 0 && text.Trim() == text && text.IndexOfAny(['\r', '\n']) < 0;

    private static string? KindOf(JsonNode value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => Text,
        JsonValueKind.Number => Number,
        JsonValueKind.True or JsonValueKind.False => Boolean,
        _ => null,
    };

    private JsonValue? Read(string line) => Kind switch
    {
        Number => Shown.Read(line) is { } number ? JsonValue.Create(number) : null,
        Boolean => bool.TryParse(line, out var flag) ? JsonValue.Create(flag) : null,
        _ => JsonValue.Create(line),
    };
}

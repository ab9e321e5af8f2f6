using System.Text.Json.Nodes;

namespace ElasticAccess.Console.Components.Instances;

/// <summary>A condition in words.</summary>
public static class ConditionText
{
    public static string Of(Condition condition) => condition.Operator switch
    {
        ConditionOperator.In => $"{KeyOf(condition)} is {Values(condition)}",
        ConditionOperator.Not => $"{KeyOf(condition)} is not {Values(condition)}",
        ConditionOperator.And => Joined(condition, " and "),
        ConditionOperator.Or => Joined(condition, " or "),
        _ => "something this console does not know",
    };

    private static string KeyOf(Condition condition) => condition.Key switch
    {
        "$type" => "the requester's type",
        "$value" => "the requester",
        var key => key ?? "?",
    };

    private static string Values(Condition condition) => string.Join(" or ", (condition.Values ?? []).Select(Text));

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";

    private static string Joined(Condition condition, string between)
    {
        var parts = (condition.Conditions ?? []).Select(Of).ToList();
        return parts.Count == 1 ? parts[0] : string.Join(between, parts.Select(part => $"({part})"));
    }
}

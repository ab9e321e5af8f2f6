using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>
/// Rules of access and consumption limits: what is sent, works as it stands against the demo, and what is answered.
/// </summary>
internal static class RuleExamples
{
    private const string Engineering =
        """ "name": "engineering", "operator": "IN", "key": "department", "values": ["Engineering"] """;

    private const string InBerlin =
        """
        "name": "product in Berlin", "operator": "AND", "conditions": [
          { "operator": "IN", "key": "department", "values": ["Product Management", "Product Marketing"] },
          { "operator": "NOT", "key": "site", "values": ["London", "Paris"] } ]
        """;

    private const string EngineeringId = """ "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a10" """;
    private const string InBerlinId = """ "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a11" """;

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["postconditionsofaccess"] = $$"""{ "conditions": [ { {{Engineering}} } ] }""",
        ["patchconditions"] = $$"""{ "conditions": [ { {{InBerlin}} } ] }""",
        ["createactions"] = """[ { "name": "everybody", "action": "ALLOW", "allocation": 4000 } ]""",
        ["putactions"] = """[ { "name": "everybody", "action": "ALLOW", "allocation": 2500 } ]""",
        ["putconsumptionlimit"] = """{ "limit": 1000, "interval": "MONTH" }""",
    };

    public static string? Body(string operation) =>
        Bodies.GetValueOrDefault(operation) ?? AlertExamples.Body(operation);

    public static (string? Description, JsonNode? Example) Answer(string? id) => id switch
    {
        "getconditionsofaccess" => (
            "All conditions of the instance, oldest first",
            JsonNode.Parse($$"""[ { {{EngineeringId}}, {{Engineering}} }, { {{InBerlinId}}, {{InBerlin}} } ]""")),
        "postconditionsofaccess" => (
            "The conditions created", JsonNode.Parse($$"""[ { {{EngineeringId}}, {{Engineering}} } ]""")),
        "patchconditions" => (
            "The conditions modified or created", JsonNode.Parse($$"""[ { {{InBerlinId}}, {{InBerlin}} } ]""")),
        "getactions" => ("The actions of the line item, in order", Actions(4000, used: 13)),
        "createactions" => ("The actions as they were stored", Actions(4000, used: 0)),
        "putactions" => ("The actions as they are now", Actions(2500, used: 0)),
        "getlineitemactions" => (
            "A page of the line items that have actions, in charging order",
            new JsonObject
            {
                ["lineItems"] = new JsonArray(
                    new JsonObject { ["lineItemId"] = "NW-2026-0001", ["actions"] = Actions(4000, used: 13) }),
                ["next"] = 0,
            }),
        "listconsumptionlimits" => (
            "A page of the line items that have a limit, oldest first",
            new JsonObject { ["content"] = new JsonArray(Limit(of: "NW-2026-0001")), ["next"] = 0 }),
        "getconsumptionlimit" => ("The limit and its next reset", Limit()),
        "putconsumptionlimit" => ("The limit as it was stored, with its next reset", Limit()),
        _ => AlertExamples.Answer(id) is { Description: not null } alert ? alert : UsageExamples.Answer(id),
    };

    private static JsonArray Actions(int allocation, int used) => new(new JsonObject
    {
        ["id"] = "5c7d1f52-6a0d-4c58-9b1e-6f4d1c9b5a12",
        ["name"] = "everybody",
        ["action"] = "ALLOW",
        ["allocation"] = allocation,
        ["used"] = used,
    });

    private static JsonObject Limit(string? of = null)
    {
        var limit = new JsonObject { ["limit"] = 1000, ["interval"] = "MONTH", ["nextReset"] = 1769904000000 };
        if (of is not null)
        {
            limit.Insert(0, "lineItemId", of);
        }

        return limit;
    }
}

using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>Alerts: what is sent, works as it stands against the demo, and what is answered.</summary>
internal static class AlertExamples
{
    private const string Wish =
        """
        "name": "Tokens run low", "measure": "remainingPercent", "threshold": 20, "recoverAt": 25, "cooldown": "P1D"
        """;

    private const string Alert =
        $$"""
        { "id": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0b21", {{Wish}}, "state": "FIRED", "since": 1767312000000,
          "value": 19.74, "judged": 1767312600000, "lastFired": 1767312000000, "created": 1767225600000,
          "modified": 1767225600000 }
        """;

    private const string New =
        $$"""
        { "id": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0b21", {{Wish}}, "state": "ARMED", "since": 1767225600000,
          "created": 1767225600000, "modified": 1767225600000 }
        """;

    public static string? Body(string operation) => operation is "createalert" or "putalert" ? $$"""{ {{Wish}} }""" : null;

    public static (string? Description, JsonNode? Example) Answer(string? id) => id switch
    {
        "listalerts" => (
            "A page of alerts", JsonNode.Parse($$"""{ "content": [ {{Alert}} ], "next": 0 }""")),
        "createalert" => ("The alert, armed; it is judged within a minute", JsonNode.Parse(New)),
        "getalert" => ("The alert, and the value that it was last judged by", JsonNode.Parse(Alert)),
        "putalert" => (
            "The alert; where more than name and cooldown changed it is armed and judged anew", JsonNode.Parse(New)),
        _ => (null, null),
    };
}

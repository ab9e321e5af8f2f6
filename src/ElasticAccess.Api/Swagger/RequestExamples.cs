using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>Requests that work as they stand, against the demo's account, items and times.</summary>
internal static class RequestExamples
{
    /// <summary>As comma-separated values.</summary>
    public const string RateTables =
        "series,version,effectiveFrom,name,itemVersion,rate,formula\r\n"
        + "Studio2026,3,1767225600000,Render,2.0,2.5,\r\nStudio2026,3,1767225600000,Export,,1,\r\n"
        + "Studio2027,1,1798761600000,Render,2.0,,\"MAX(1,cores*0.5)\"\r\n";

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["producer-admin-key-upload"] = Key("admin-key-1"),
        ["client-key-upload"] = Key("client-key-7"),
        ["createapikey"] = """{ "name": "Licensing team", "type": "admin" }""",
        ["addinstance"] = """{ "shortName": "Northwind-def-inst", "accountId": "Northwind" }""",
        ["postratetables"] =
            """
            { "effectiveFrom": 1767225600000, "series": "Studio2026", "version": "3",
              "items": [ { "name": "Render", "version": "2.0", "rate": 2.5 }, { "name": "Export", "rate": 1 } ] }
            """,
        ["rehearseratetable"] =
            """
            { "effectiveFrom": 1767225600000, "series": "PublicationApps", "version": "2",
              "items": [ { "name": "PhotoPrint", "version": "1.0", "rate": 2.5 } ] }
            """,
        ["addactivation"] =
            """
            { "activationId": "NW-2026-0042", "state": "DEPLOYED", "quantity": 5000, "start": 1767225600000,
              "end": 253402300799999,
              "attributes": { "elastic": true, "rateTableSeries": "PublicationApps", "overdraftType": "Number",
                              "overdraftLimit": 250 } }
            """,
        ["patchtenantconfigurations"] = """[ { "name": "timezone.tolerant", "value": "true" } ]""",
        ["postaccessrequest"] =
            """
            { "requester": { "type": "user", "value": "maria", "dictionary": { "department": "Engineering" } },
              "requestedItems": [ { "item": "PhotoPrint", "version": "1.0", "count": 2 },
                                  { "item": "CADPrint", "version": "2.0", "count": 1, "metaData": { "sheet": 7 } } ] }
            """,
        ["postaccessrequests"] =
            """
            { "requests": [
              { "requester": { "type": "user", "value": "maria" },
                "requestedItems": [ { "item": "PhotoPrint", "version": "1.0", "count": 2 } ],
                "idempotencyKey": "print-4711" },
              { "requester": { "type": "device", "value": "plotter-3" },
                "requestedItems": [ { "item": "CADPrint", "version": "2.0", "count": 1 } ] } ] }
            """,
        ["createsession"] = """{ "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10" }""",
        ["putsessionaccessrequest"] =
            """
            { "requester": { "type": "user", "value": "maria" },
              "requestedItems": [ { "item": "PhotoPrint", "version": "1.0", "count": 1 } ], "rollbackOnDeny": true }
            """,
        ["putsandboxclock"] = """{ "now": 4102444800000 }""",
    };

    /// <summary>Null where an operation has no example, or no body.</summary>
    public static JsonNode? Of(string? operation) =>
        operation is not null && (Bodies.GetValueOrDefault(operation) ?? RuleExamples.Body(operation)
            ?? WebhookExamples.Body(operation) ?? BackOfficeExamples.Body(operation)) is { } body
            ? JsonNode.Parse(body)
            : null;

    private static string Key(string id) =>
        new JsonArray(new JsonObject { ["id"] = id, ["publicKey"] = PublicKeyPem }).ToJsonString();

    // The public half of a key pair whose private half was never kept.
    public const string PublicKeyPem =
        "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIX+3TU+85VzT24+aKweWv/Kw1Z8q\n"
        + "2bJNa4as+2F0k48CDa+bzVzG8n73cr7d3ZRJG4T34on/oE4QekmQFDEuSg==\n-----END PUBLIC KEY-----";
}

using System.Text.Json.Nodes;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Swagger;

/// <summary>What the service answers to the examples of <see cref="RequestExamples"/>.</summary>
internal static class ResponseExamples
{
    private const string Instance =
        """
        { "id": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10", "shortName": "Northwind-def-inst", "accountId": "Northwind",
          "defaultInstance": true, "created": 1767225600000, "modified": 1767225600000 }
        """;

    private const string LineItem =
        """
        { "activationId": "NW-2026-0042", "state": "DEPLOYED", "quantity": 5000, "start": 1767225600000,
          "end": 253402300799999,
          "attributes": { "elastic": true, "rateTableSeries": "PublicationApps", "overdraftType": "Number",
                          "overdraftLimit": 250 },
          "used": 0 }
        """;

    private const string RateTables =
        """
        [ { "effectiveFrom": 1767225600000, "version": "3",
            "items": [ { "name": "Render", "version": "2.0", "rate": 2.5 }, { "name": "Export", "rate": 1 } ],
            "series": "Studio2026", "created": 1767225600000 } ]
        """;

    private const string Answer =
        """
        { "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11",
          "requester": { "type": "user", "value": "maria" },
          "requestedItems": [
            { "item": "PhotoPrint", "version": "1.0", "count": 2,
              "status": { "code": "<granted>", "description": "Successfully checked out" }, "totalTokensCharged": 6,
              "lineItems": [ { "rate": 3, "activationId": "NW-2026-0001", "tokensCharged": 6 } ] },
            { "item": "CADPrint", "version": "2.0", "count": 1,
              "status": { "code": "<granted>", "description": "Successfully checked out" }, "totalTokensCharged": 7,
              "lineItems": [ { "rate": 7, "activationId": "NW-2026-0001", "tokensCharged": 7 } ] } ] }
        """;

    private const string Batch =
        """
        { "responses": [
          { "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c12", "requester": { "type": "user", "value": "maria" },
            "requestedItems": [
              { "item": "PhotoPrint", "version": "1.0", "count": 2,
                "status": { "code": "1101", "description": "Successfully checked out" }, "totalTokensCharged": 6,
                "lineItems": [ { "rate": 3, "activationId": "NW-2026-0001", "tokensCharged": 6 } ] } ] },
          { "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c13",
            "requester": { "type": "device", "value": "plotter-3" },
            "requestedItems": [
              { "item": "CADPrint", "version": "2.0", "count": 1,
                "status": { "code": "1101", "description": "Successfully checked out" }, "totalTokensCharged": 7,
                "lineItems": [ { "rate": 7, "activationId": "NW-2026-0001", "tokensCharged": 7 } ] } ] } ] }
        """;

    private const string Session =
        """
        "sessionId": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0a11", "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10",
        "state": "ACTIVE"
        """;

    private const string SessionAccess =
        """
        { "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11",
          "requester": { "type": "user", "value": "maria" },
          "requestedItems": [
            { "item": "PhotoPrint", "version": "1.0", "count": 1,
              "status": { "code": "<granted>", "description": "Successfully checked out" }, "totalTokensCharged": 3,
              "lineItems": [ { "rate": 3, "activationId": "NW-2026-0001", "tokensCharged": 3 } ] } ] }
        """;

    private const string SessionDenial =
        """
        { "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11",
          "requester": { "type": "user", "value": "maria" },
          "requestedItems": [
            { "item": "PhotoPrint", "version": "1.0", "count": 1,
              "status": { "code": "<code>", "description": "Insufficient tokens available" }, "totalTokensCharged": 0,
              "lineItems": [] } ] }
        """;

    private const string ApiKey =
        """
        { "id": "01980c7a-5d2e-7b61-9f0c-3c5b8d1e2f40", "name": "Licensing team", "type": "admin",
          "prefix": "ea_admin_0b1c2d", "instances": [], "created": 1767225600000 }
        """;

    private const string Settings =
        """[ { "name": "timezone.tolerant", "value": "true", "modified": 1767225600000, "updatedBy": "admin-key-1" }""";

    // The charge period is a setting of v1.1.
    private const string LatestSettings = """, { "name": "session.charge.period", "value": "PT1H" }""";

    private const string Deleted = """{ "message": "Key deleted" }""";

    /// <summary>What a success means where that is not plain, and how it looks.</summary>
    public static (string? Description, JsonNode? Example) Of(string? id, ApiVersion? version) => id switch
    {
        "addinstance" => ("The instance as it was stored", Json(Instance)),
        "getcaller" => (
            "Who calls; of a client the instances that it may act on",
            Json($$"""{ "type": "client", "keyId": "client-key-7", "instances": [ {{Instance}} ] }""")),
        "getinstance" => ("The instance", Json(Instance)),
        "listinstances" => ("A page of instances", Json($$"""{ "content": [ {{Instance}} ], "next": 0 }""")),
        "addactivation" => ("The line item as it was stored", Json(LineItem)),
        "getlineitembyid" => ("The line item", Json(LineItem)),
        "getactivationsforinstance" => ("All line items of the instance", Json($"[ {LineItem} ]")),
        "postratetables" => ("The rate table was saved", Json("""{ "message": "Rate table successfully saved" }""")),
        "getratetables" => ("All rate tables", Json(RateTables)),
        "rehearseratetable" => (
            "What the use cost, and would have cost; what the table lacks is listed apart",
            Json(ForecastExamples.Rehearsal)),
        "getforecast" => ("What is left, and when it will be gone", Json(ForecastExamples.Forecast)),
        "listforecasts" => ("A page of forecasts", Json(ForecastExamples.Forecasts)),
        "postaccessrequest" => (
            "Decided, also where nothing was granted: look at the status of each item",
            Granted(Answer, version)),
        "postaccessrequests" => (
            "Each as the request alone would have been answered; a key used for another request is an error body",
            Json(Batch)),
        "createsession" => (
            "The session; it is IDLE", Json("""{ "sessionId": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0a11" }""")),
        "getallsessionsforinstance" => (
            "The live sessions, newest first, at most 100",
            Json($$"""
                [ { {{Session}}, "chargedUntil": 1767229200000, "lastHeartBeat": 0,
                    "lastAccessRequest": 1767225600000 } ]
                """)),
        "getsession" => (
            "The session with the items in use",
            Json($$"""{ {{Session}}, "items": [ { "item": "PhotoPrint", "version": "1.0", "count": 1 } ] }""")),
        "putsessionaccessrequest" => (
            "Granted and charged as a whole; a denial is 403 with the same body", Granted(SessionAccess, version)),
        "getsandboxclock" or "putsandboxclock" => (
            "Where the clock stands, in ms", Json("""{ "now": 4102444800000 }""")),
        "gettenantconfigurations" or "patchtenantconfigurations" => (
            "All settings", Json(Settings + (version?.IsLatest == true ? LatestSettings : "") + "]")),
        "createapikey" => ("The API key, with its text this once", WithText(Json(ApiKey))),
        "listapikeys" => ("A page of API keys", Json($$"""{ "content": [ {{ApiKey}} ], "next": 0 }""")),
        "producer-admin-key-upload" => ("The keys as they were stored", Keys("admin-key-1", "administration-key")),
        "client-key-upload" => ("The keys as they were stored", Keys("client-key-7", "client-key")),
        "get-public-keys" => ("A page of public keys", Keys("client-key-7", "client-key")),
        "delete-producer-admin-key" or "delete-client-key" => ("The key was deleted", Json(Deleted)),
        _ => RuleExamples.Answer(id) is { Description: not null } rule ? rule
            : WebhookExamples.Answer(id) is { Description: not null } webhook ? webhook
            : BackOfficeExamples.Answer(id),
    };

    /// <summary>Of a session's request that was denied; the only error with a body of its own.</summary>
    public static JsonNode? Denied(ApiVersion? version) => Json(
        SessionDenial.Replace("<code>", version?.IsLatest == true ? "1202" : "202", StringComparison.Ordinal));

    private static JsonNode Granted(string answer, ApiVersion? version) => Json(answer.Replace(
        "<granted>", version?.StatusOf(new Domain.Access.ItemOutcome.Granted([])).Code, StringComparison.Ordinal));

    private static JsonObject Keys(string id, string type) => new()
    {
        ["keys"] = new JsonArray(new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["publicKey"] = RequestExamples.PublicKeyPem,
            ["created"] = 1767225600000,
            ["modified"] = 1767225600000,
        }),
        ["next"] = 0,
    };

    private static JsonNode WithText(JsonNode apiKey)
    {
        apiKey["key"] = "ea_admin_0b1c2d…";
        return apiKey;
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}

using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>Webhooks: what is sent, works as it stands, and what is answered.</summary>
internal static class WebhookExamples
{
    private const string Url = "https://hooks.northwind.example/elastic-access";
    private const string WebhookId = "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a30";

    private const string Wanted =
        $$"""{ "url": "{{Url}}", "events": [ "line-item.changed", "line-item.exhausted", "session.terminated" ] }""";

    private const string Webhook =
        $$"""
        "id": "{{WebhookId}}", "url": "{{Url}}",
        "events": [ "line-item.changed", "line-item.exhausted", "session.terminated" ], "instances": [],
        "state": "ENABLED", "created": 1767225600000, "modified": 1767225600000
        """;

    private const string Delivery =
        """
        "eventId": "evt_019ab6c07d1e7a528f3b2c4d6e8f0a11", "type": "line-item.exhausted",
        "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10",
        "event": { "type": "line-item.exhausted", "timestamp": 1767225600000,
                   "data": { "instanceId": "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10", "activationId": "NW-2026-0042",
                             "quantity": 5000, "used": 5250,
                             "correlationId": "1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11", "sessionId": null } },
        "created": 1767225600000
        """;

    private const string Delivered =
        $$"""
        { "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a31", "state": "DELIVERED", "attempts": 1,
          "lastAttempt": 1767225600250, "lastStatus": 204, "lastTook": 38, {{Delivery}} }
        """;

    public static string? Body(string operation) =>
        operation is "createwebhook" or "putwebhook" ? Wanted : null;

    public static (string? Description, JsonNode? Example) Answer(string? id) => id switch
    {
        "listwebhooks" => ("A page of webhooks", Json($$"""{ "content": [ { {{Webhook}} } ], "next": 0 }""")),
        "createwebhook" => (
            "The webhook; its secret cannot be read again",
            Json($$"""{ {{Webhook}}, "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" }""")),
        "getwebhook" or "putwebhook" => ("The webhook", Json($$"""{ {{Webhook}} }""")),
        "rotatewebhooksecret" => (
            "The new secret, which cannot be read again",
            Json(
                """
                { "secret": "whsec_MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "overlapUntil": 1767312000000 }
                """)),
        "testwebhook" => (
            "The delivery, still to be sent",
            Json(
                $$"""
                { "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a32", "eventId": "evt_019ab6c07d1e7a528f3b2c4d6e8f0a12",
                  "type": "webhook.test", "state": "PENDING", "attempts": 0, "created": 1767225600000,
                  "event": { "type": "webhook.test", "timestamp": 1767225600000,
                             "data": { "webhookId": "{{WebhookId}}" } } }
                """)),
        "redeliver" => (
            "The new delivery, still to be sent",
            Json(
                $$"""
                { "id": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a33", "state": "PENDING", "attempts": 0,
                  "redeliveryOf": "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a31", {{Delivery}} }
                """)),
        "listdeliveries" => ("A page of deliveries", Json($$"""{ "content": [ {{Delivered}} ], "next": 0 }""")),
        _ => (null, null),
    };

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}

namespace ElasticAccess.Api.Tests.BadInput;

/// <summary>How an operation words the faults of a request (contract 2).</summary>
public enum Words
{
    /// <summary><c>{"message": "text"}</c></summary>
    Message,

    /// <summary><c>{"error": "text"}</c></summary>
    Error,

    /// <summary><c>{"errors": […]}</c> in v1.0, <c>{"message": […]}</c> in v1.1, for a 400</summary>
    Faults,
}

/// <summary>An operation that reads a body, with a body that it would accept.</summary>
/// <param name="Path">Behind <c>/api/{version}</c>; <c>{instance}</c> stands for the instance.</param>
public sealed record Target(HttpMethod Method, string Path, string Body, Words Words = Words.Message,
    bool IsLatest = false)
{
    public static readonly Target OneOff = new(
        HttpMethod.Post,
        "/instances/{instance}/access-request",
        """
        { "requester": { "type": "user", "value": "maria", "dictionary": { "department": "Engineering" } },
          "requestedItems": [ { "item": "a", "version": "", "count": 1, "metaData": { "sheet": 7 } } ] }
        """);

    public static readonly Target LineItem = new(
        HttpMethod.Put,
        "/instances/{instance}/line-items",
        """
        { "activationId": "LI-new", "state": "DEPLOYED", "quantity": 5000, "start": 1767225600000,
          "end": 1798761599999, "attributes": { "elastic": true, "rateTableSeries": "Studio2026",
          "overdraftType": "Number", "overdraftLimit": 250 } }
        """,
        Words.Faults);

    public static readonly Target RateTable = new(
        HttpMethod.Post,
        "/rate-tables",
        """
        { "effectiveFrom": 1767225600000, "series": "Studio2026", "version": "3",
          "items": [ { "name": "Render", "version": "2.0", "rate": 2.5 }, { "name": "Export", "rate": 1 } ] }
        """,
        Words.Error);

    public static readonly Target Instance = new(
        HttpMethod.Post, "/instances", """{ "shortName": "Northwind-def-inst", "accountId": "Northwind" }""");

    public static readonly Target ApiKey = new(
        HttpMethod.Post, "/api-keys", """{ "name": "team", "type": "client", "instances": ["{instance}"] }""", IsLatest: true);

    public static readonly Target AdministrationKeys = new(
        HttpMethod.Put, "/administration-keys", """[ { "id": "key-1", "publicKey": "{pem}" } ]""");

    public static readonly Target ClientKeys = AdministrationKeys with { Path = "/client-keys" };

    public static readonly Target Configuration = new(
        HttpMethod.Patch, "/configuration", """[ { "name": "timezone.tolerant", "value": "true" } ]""");

    public static readonly Target Batch = new(
        HttpMethod.Post,
        "/instances/{instance}/access-requests",
        """
        { "requests": [ { "requester": { "type": "user", "value": "maria", "dictionary": { "site": "Berlin" } },
          "requestedItems": [ { "item": "a", "count": 1, "metaData": { "sheet": 7 } } ], "idempotencyKey": "k" } ] }
        """,
        IsLatest: true);

    public static readonly Target Conditions = new(
        HttpMethod.Post,
        "/instances/{instance}/conditions",
        """
        { "conditions": [ { "operator": "IN", "key": "department", "values": ["Engineering"] },
          { "operator": "AND", "conditions": [ { "operator": "NOT", "key": "site", "values": ["London", 7] } ] } ] }
        """);

    public static readonly Target Actions = new(
        HttpMethod.Put,
        "/instances/{instance}/line-items/LI-1/actions",
        """[ { "action": "ALLOW", "allocation": 150 } ]""");

    public static readonly Target Limit = new(
        HttpMethod.Put,
        "/instances/{instance}/line-items/LI-1/consumption-limit",
        """{ "limit": 100, "interval": "MONTH", "nextReset": 1767225600000 }""",
        IsLatest: true);

    public static readonly Target Alert = new(
        HttpMethod.Post,
        "/instances/{instance}/alerts",
        """
        { "name": "low", "measure": "remaining", "threshold": 100, "recoverAt": 200, "cooldown": "PT1H",
          "lineItemId": "LI-1" }
        """,
    public static readonly Target Webhook = new(
        HttpMethod.Post,
        "/webhooks",
        """{ "url": "https://hooks.example/", "events": ["line-item.changed"], "instances": ["{instance}"] }""",
        IsLatest: true);

    public static readonly Target[] All =
    [
        OneOff, Batch, LineItem, RateTable, Conditions, Actions, Limit, Alert, Instance, ApiKey, AdministrationKeys,
        ClientKeys, Configuration, Webhook,
    ];

    public IEnumerable<string> Versions => IsLatest ? ["v1.1"] : ["v1.0", "v1.1"];

    /// <summary>For an instance that exists.</summary>
    public Target For(string instance) => this with
    {
        Path = Path.Replace("{instance}", instance, StringComparison.Ordinal),
        Body = Body.Replace("{instance}", instance, StringComparison.Ordinal)
            .Replace("{pem}", TestPem.ReplaceLineEndings("\\n"), StringComparison.Ordinal),
    };

    public override string ToString() => $"{Method} {Path.Split('/')[^1]}";

    // Of a key pair whose private half was never kept.
    public const string TestPem =
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIX+3TU+85VzT24+aKweWv/Kw1Z8q
        2bJNa4as+2F0k48CDa+bzVzG8n73cr7d3ZRJG4T34on/oE4QekmQFDEuSg==
        -----END PUBLIC KEY-----
        """;
}

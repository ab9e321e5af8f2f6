using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Swagger;

/// <summary>
/// The back office: what is sent and what is answered. The account, the product and the license model are those that
/// the examples before make; ids of theirs stand for the ones that were answered.
/// </summary>
internal static class BackOfficeExamples
{
    public const string FeatureId = "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a20";
    public const string LicenseModelId = "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a21";
    private const string ProductId = "0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a22";
    private const string InstanceId = "6f1f0a52-6a0d-4c58-9b1e-6f4d1c9b5a10";

    private const string NewLineItem =
        """
        { "activationId": "<activationId>", "product": "Studio", "licenseModel": "Studio tokens", "quantity": 1000,
          "start": 1767225600000, "permanent": true, "partNumber": "ST-1000" }
        """;

    private const string Attributes =
        """
        "attributes": { "elastic": true, "rateTableSeries": "PublicationApps",
                        "overdraft": { "type": "Percent", "value": 20 } }
        """;

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["createaccount"] = """{ "id": "Tailspin", "name": "Tailspin Toys", "type": "END_CUSTOMER" }""",
        ["patchaccount"] = """{ "name": "Northwind Traders" }""",
        ["createfeature"] = """{ "name": "Rendering", "version": "1.0" }""",
        ["patchfeature"] = """{ "version": "1.1" }""",
        ["createlicensemodel"] =
            $$"""{ "name": "Prepaid tokens", "type": "Dynamic Monetization | Elastic Access", {{Attributes}} }""",
        ["patchlicensemodel"] = """{ "attributes": { "overdraft": { "type": "Number", "value": 250 } } }""",
        ["createproduct"] =
            $$"""
            { "name": "Studio Pro", "version": "1.0", "features": [ "{{FeatureId}}" ],
              "licenseModels": [ "{{LicenseModelId}}" ] }
            """,
        ["patchproduct"] = """{ "version": "1.1" }""",
        ["createentitlement"] =
            $$"""
            { "id": "NW-E-2026-0002", "account": "Northwind", "lineItems": [ {{LineItemNamed("NW-2026-0101")}} ] }
            """,
        ["patchentitlement"] = """{ "channelPartners": [] }""",
        ["addentitlementlineitem"] = LineItemNamed("NW-2026-0102"),
        ["patchentitlementlineitem"] = """{ "quantity": 1500, "expiration": 1798761599999 }""",
        ["claimentitlement"] = """{ "account": "Northwind", "quantity": 100 }""",
    };

    private const string Account =
        """{ "id": "Tailspin", "name": "Tailspin Toys", "type": "END_CUSTOMER", "created": 1767225600000 }""";

    private const string Feature =
        $$"""{ "id": "{{FeatureId}}", "name": "Rendering", "version": "1.0", "created": 1767225600000 }""";

    private const string LicenseModel =
        $$"""
        { "id": "{{LicenseModelId}}", "name": "Prepaid tokens", "type": "Dynamic Monetization | Elastic Access",
          {{Attributes}}, "state": "DEPLOYED", "created": 1767225600000 }
        """;

    private const string Product =
        $$"""
        { "id": "{{ProductId}}", "name": "Studio Pro", "version": "1.0", "state": "DEPLOYED",
          "features": [ "{{FeatureId}}" ], "licenseModels": [ "{{LicenseModelId}}" ], "created": 1767225600000 }
        """;

    private const string LineItem =
        $$"""
        { "activationId": "NW-2026-0101", "product": "{{ProductId}}", "licenseModel": "{{LicenseModelId}}",
          "partNumber": "ST-1000", "quantity": 1000, "start": 1767225600000, "permanent": true, "state": "DEPLOYED",
          "overdraftType": "Number", "overdraftLimit": 200, "instanceId": "{{InstanceId}}" }
        """;

    private const string DraftLineItem =
        $$"""
        { "activationId": "NW-2026-0101", "product": "{{ProductId}}", "licenseModel": "{{LicenseModelId}}",
          "partNumber": "ST-1000", "quantity": 1000, "start": 1767225600000, "permanent": true, "state": "DRAFT" }
        """;

    private const string Entitlement =
        """
        "id": "NW-E-2026-0002", "account": "Northwind", "channelPartners": [], "bulk": false, "state": "DEPLOYED",
        "type": "DM", "numberOfLineItems": 1, "created": 1767225600000, "modified": 1767225600000
        """;

    private const string AuditEntry =
        """
        { "time": 1767225600000, "actor": "admin-key-1", "operation": "patchfeature",
          "resource": "/features/0b0f1f52-6a0d-4c58-9b1e-6f4d1c9b5a20", "before": { "version": "1.0" },
          "after": { "version": "1.1" } }
        """;

    private const string Claim =
        $$"""
        { "activationId": "019ab6c0-7d1e-7a52-8f3b-2c4d6e8f0a12", "lineItem": "BULK-1", "account": "Northwind",
          "quantity": 100, "instanceId": "{{InstanceId}}", "created": 1767225600000 }
        """;

    /// <summary>A text in place of a JSON body.</summary>
    public static JsonNode? Text(string? operation) => operation == "importentitlements"
        ? JsonValue.Create(
            """
            entitlementId,account,activationId,product,productVersion,licenseModel,partNumber,quantity,start,expiration
            NW-E-2026-0003,Northwind,NW-2026-0103,Studio,1,Studio tokens,ST-1000,1000,2026-01-01,2026-12-31
            NW-E-2026-0003,Northwind,NW-2026-0104,Studio,1,Studio tokens,ST-1000,500,1767225600000,
            """)
        : null;

    public static string? Body(string operation) => Bodies.GetValueOrDefault(operation);

    public static (string? Description, JsonNode? Example) Answer(string? id) => id switch
    {
        "createaccount" or "getaccount" or "patchaccount" => ("The account", Json(Account)),
        "listaccounts" => ("A page of accounts", Page(Account)),
        "createfeature" or "getfeature" or "patchfeature" => ("The feature", Json(Feature)),
        "listfeatures" => ("A page of features", Page(Feature)),
        "createlicensemodel" or "getlicensemodel" or "patchlicensemodel" or "deploylicensemodel" => (
            "The license model", Json(LicenseModel)),
        "listlicensemodels" => ("A page of license models", Page(LicenseModel)),
        "createproduct" or "getproduct" or "patchproduct" or "deployproduct" => ("The product", Json(Product)),
        "listproducts" => ("A page of products", Page(Product)),
        "listentitlements" => ("A page of entitlements, without line items", Page($$"""{ {{Entitlement}} }""")),
        "claimentitlement" => ("The claim; its part is mapped under its activation id", Json(Claim)),
        "importentitlements" => (
            "How many were created, or would have been", Json("""{ "entitlements": 1, "lineItems": 2 }""")),
        "getaudit" => (
            "A page of entries, oldest first",
            Json($$"""{ "entries": [ {{AuditEntry}} ], "next": "1767225600000" }""")),
        "listclaims" => ("A page of claims", Page(Claim)),
        "createentitlement" or "patchentitlement" => (
            "The entitlement, in DRAFT",
            Json($$"""{ {{Entitlement}}, "lineItems": [ {{DraftLineItem}} ] }""".Replace(
                "DEPLOYED", "DRAFT", StringComparison.Ordinal))),
        "addentitlementlineitem" => ("The line item, in DRAFT", Json(DraftLineItem)),
        "patchentitlementlineitem" => (
            "The line item as it is now",
            Json(DraftLineItem.Replace(
                "\"permanent\": true", "\"expiration\": 1798761599999", StringComparison.Ordinal))),
        not null when id.EndsWith("entitlement", StringComparison.Ordinal) && id != "deleteentitlement" => (
            "The entitlement with its line items", Json($$"""{ {{Entitlement}}, "lineItems": [ {{LineItem}} ] }""")),
        not null when id.EndsWith("entitlementlineitem", StringComparison.Ordinal)
            && id != "deleteentitlementlineitem" => ("The line item", Json(LineItem)),
        _ => (null, null),
    };

    private static string LineItemNamed(string activationId) =>
        NewLineItem.Replace("<activationId>", activationId, StringComparison.Ordinal);

    private static JsonNode Page(string one) => Json($$"""{ "content": [ {{one}} ], "next": 0 }""");

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}

namespace ElasticAccess.Client.Http;

/// <summary>The full paths of the table in contract section 1, for one version.</summary>
internal sealed class Paths(ApiVersion version)
{
    private const string BackOffice = "/backoffice/api/v1.0";

    private readonly string _version = version == ApiVersion.V10 ? "v1.0" : "v1.1";

    public string AdministrationKeys => $"{Keys}/administration-keys";

    public string ClientKeys => $"{Keys}/client-keys";

    public string PublicKeys => $"{Keys}/public-keys";

    public string Instances => $"/provisioning/api/{_version}/instances";

    public string RateTables => $"/provisioning/api/{_version}/rate-tables";

    public string Configuration => $"/provisioning/api/{_version}/configuration";

    public string Sessions => $"/api/{_version}/sessions";

    public static string Usage => "/api/v1.1/usage";

    public static string UsageReport => "/data/api/v1/report/usage";

    // v1.1 only, like usage, batches and limits.
    public string ApiKeys => "/api/v1.1/api-keys";

    private string Keys => version == ApiVersion.V10 ? "/floating/api/v1.0" : "/api/v1.1";

    public string Instance(string instanceId) => $"{Instances}/{Segment(instanceId)}";

    public string LineItems(string instanceId) => $"{Instance(instanceId)}/line-items";

    public string LineItem(string instanceId, string activationId) =>
        $"{LineItems(instanceId)}/{Segment(activationId)}";

    public string Conditions(string instanceId) => $"/api/{_version}/instances/{Segment(instanceId)}/conditions";

    public string AllActions(string instanceId) =>
        $"/api/{_version}/instances/{Segment(instanceId)}/line-items/actions";

    public string Actions(string instanceId, string activationId) =>
        $"/api/{_version}/instances/{Segment(instanceId)}/line-items/{Segment(activationId)}/actions";

    public string OneOff(string instanceId) =>
        $"/elastic/api/{_version}/instances/{Segment(instanceId)}/access-request";

    public static string Batch(string instanceId) =>
        $"/elastic/api/v1.1/instances/{Segment(instanceId)}/access-requests";

    public static string Limits(string instanceId) =>
        $"/provisioning/api/v1.1/instances/{Segment(instanceId)}/consumption-limits";

    public static string Limit(string instanceId, string activationId) =>
        $"/provisioning/api/v1.1/instances/{Segment(instanceId)}/line-items/{Segment(activationId)}/consumption-limit";

    public static string Alerts(string instanceId) => $"/api/v1.1/instances/{Segment(instanceId)}/alerts";

    public static string Alert(string instanceId, string alertId) => $"{Alerts(instanceId)}/{Segment(alertId)}";

    public static string Forecast(string instanceId) => $"/api/v1.1/instances/{Segment(instanceId)}/forecast";

    public static string Forecasts => "/api/v1.1/forecasts";

    public static string RateTablesCsv => "/provisioning/api/v1.1/rate-tables";

    public static string Rehearsal => $"{RateTablesCsv}/rehearsal";

    public static string Accounts => $"{BackOffice}/accounts";

    public static string Account(string accountId) => $"{Accounts}/{Segment(accountId)}";

    public static string Features => $"{BackOffice}/features";

    public static string Feature(string featureId) => $"{Features}/{Segment(featureId)}";

    public static string LicenseModels => $"{BackOffice}/license-models";

    public static string LicenseModel(string licenseModelId) => $"{LicenseModels}/{Segment(licenseModelId)}";

    public static string Products => $"{BackOffice}/products";

    public static string Product(string productId) => $"{Products}/{Segment(productId)}";

    public static string Imports => $"{BackOffice}/imports/entitlements";

    // v1.1 only.
    public static string Audit => "/api/v1.1/audit";

    public static string Webhooks => "/api/v1.1/webhooks";

    public static string Webhook(string webhookId) => $"{Webhooks}/{Segment(webhookId)}";

    public static string Deliveries(string webhookId) => $"{Webhook(webhookId)}/deliveries";

    public static string SandboxClock => "/sandbox/clock";

    public static string Entitlements => $"{BackOffice}/entitlements";

    public static string Entitlement(string entitlementId) => $"{Entitlements}/{Segment(entitlementId)}";

    public static string EntitlementLineItems(string entitlementId) => $"{Entitlement(entitlementId)}/line-items";

    public static string EntitlementLineItem(string entitlementId, string activationId) =>
        $"{EntitlementLineItems(entitlementId)}/{Segment(activationId)}";

    public static string Claims(string entitlementId) => $"{Entitlement(entitlementId)}/claims";

    public string Session(string sessionId) => $"{Sessions}/{Segment(sessionId)}";

    /// <summary>One segment of a path, whatever characters a caller's id has.</summary>
    /// <remarks>A segment of dots would be folded away by every URI library and so reach another resource.</remarks>
    public static string Segment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id is "." or ".."
            ? throw new ArgumentException($"'{id}' cannot stand in a path.", nameof(id))
            : Uri.EscapeDataString(id);
    }

    public static string Query(params (string Name, string? Value)[] query)
    {
        var given = query.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}");
        return string.Join('&', given) is { Length: > 0 } text ? "?" + text : "";
    }
}

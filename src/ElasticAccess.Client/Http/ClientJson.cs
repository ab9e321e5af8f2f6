using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Client.Credentials;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Http;

/// <summary>
/// The JSON of contract section 2, generated at compile time: no reflection, fit for trimming and AOT.
/// </summary>
/// <remarks>
/// A missing or null required member is an error, so that half an answer is never taken for a whole one.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(UnixMsTime)])]
[JsonSerializable(typeof(TokenHeader))]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(IReadOnlyList<KeyUpload>))]
[JsonSerializable(typeof(KeyPage))]
[JsonSerializable(typeof(NewInstance))]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(InstancePage))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(RateTable))]
[JsonSerializable(typeof(IReadOnlyList<RateTable>))]
[JsonSerializable(typeof(Rehearsal))]
[JsonSerializable(typeof(InstanceForecast))]
[JsonSerializable(typeof(ContentPage<InstanceOutlook>))]
[JsonSerializable(typeof(LineItem))]
[JsonSerializable(typeof(IReadOnlyList<LineItem>))]
[JsonSerializable(typeof(ConditionList))]
[JsonSerializable(typeof(IReadOnlyList<Condition>))]
[JsonSerializable(typeof(IReadOnlyList<AccessAction>))]
[JsonSerializable(typeof(LineItemActionsPage))]
[JsonSerializable(typeof(ConsumptionLimit))]
[JsonSerializable(typeof(ContentPage<LineItemLimit>))]
[JsonSerializable(typeof(AlertWish))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(ContentPage<Alert>))]
[JsonSerializable(typeof(OneOffBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(AccessAnswer))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(NewSession))]
[JsonSerializable(typeof(CreatedSession))]
[JsonSerializable(typeof(SessionDetail))]
[JsonSerializable(typeof(IReadOnlyList<SessionSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationEntry>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationChange>))]
[JsonSerializable(typeof(NewApiKey))]
[JsonSerializable(typeof(CreatedApiKey))]
[JsonSerializable(typeof(IReadOnlyList<ApiKey>))]
[JsonSerializable(typeof(ApiKeyPage))]
[JsonSerializable(typeof(UsagePage))]
[JsonSerializable(typeof(UsageSummary))]
[JsonSerializable(typeof(UsageStatement))]
[JsonSerializable(typeof(UsageReportPage))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(ContentPage<Account>))]
[JsonSerializable(typeof(Feature))]
[JsonSerializable(typeof(FeatureChange))]
[JsonSerializable(typeof(ContentPage<Feature>))]
[JsonSerializable(typeof(LicenseModel))]
[JsonSerializable(typeof(LicenseModelChange))]
[JsonSerializable(typeof(ContentPage<LicenseModel>))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductChange))]
[JsonSerializable(typeof(ContentPage<Product>))]
[JsonSerializable(typeof(NewEntitlement))]
[JsonSerializable(typeof(Entitlement))]
[JsonSerializable(typeof(ContentPage<Entitlement>))]
[JsonSerializable(typeof(EntitlementChange))]
[JsonSerializable(typeof(NewEntitlementLineItem))]
[JsonSerializable(typeof(EntitlementLineItemChange))]
[JsonSerializable(typeof(EntitlementLineItem))]
[JsonSerializable(typeof(NewClaim))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(ContentPage<Claim>))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(Imported))]
[JsonSerializable(typeof(WantedWebhook))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(CreatedWebhook))]
[JsonSerializable(typeof(RotatedSecret))]
[JsonSerializable(typeof(ContentPage<Webhook>))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(ContentPage<WebhookDelivery>))]
[JsonSerializable(typeof(SandboxClock))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClientJson : JsonSerializerContext;

/// <summary>The wire forms of pages, each with its own name for the list.</summary>
internal sealed record KeyPage(IReadOnlyList<StoredKey> Keys, long Next = 0);

internal sealed record InstancePage(IReadOnlyList<Instance> Content, long Next = 0);

internal sealed record LineItemActionsPage(IReadOnlyList<LineItemActions> LineItems, long Next = 0);

internal sealed record ApiKeyPage(IReadOnlyList<ApiKey> Content, long Next = 0);

internal sealed record UsageReportPage(IReadOnlyList<UsageReportRow> Data);

/// <summary>A page of any resource of the back office (contract section 19).</summary>
internal sealed record ContentPage<T>(IReadOnlyList<T> Content, long Next = 0);

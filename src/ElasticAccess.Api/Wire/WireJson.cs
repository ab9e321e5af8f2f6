using System.Text.Json.Serialization;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Every shape that goes over the wire, with the strict reading of contract 17.21. Unknown members are ignored, except
/// where a type says otherwise.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32,
    Converters = [typeof(TokensConverter), typeof(TokenSumConverter), typeof(RawJsonConverter),
        typeof(RenderedJsonConverter)])]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(List<Keys.PutKeys.Key>))]
[JsonSerializable(typeof(Keys.KeyPage))]
[JsonSerializable(typeof(ApiKeys.CreateApiKey.NewApiKey))]
[JsonSerializable(typeof(ApiKeys.CreateApiKey.CreatedApiKey))]
[JsonSerializable(typeof(ApiKeys.ApiKeyPage))]
[JsonSerializable(typeof(Instances.GetCaller.CallerBody))]
[JsonSerializable(typeof(Configuration.PatchConfiguration.Changes))]
[JsonSerializable(typeof(Configuration.PatchConfiguration.Change))]
[JsonSerializable(typeof(Configuration.SettingBody[]))]
[JsonSerializable(typeof(Instances.AddInstance.NewInstance))]
[JsonSerializable(typeof(Instances.InstanceBody))]
[JsonSerializable(typeof(Instances.InstancePage))]
[JsonSerializable(typeof(RateTables.RateTableBody))]
[JsonSerializable(typeof(RateTables.RateTableBody[]))]
[JsonSerializable(typeof(RateTables.RehearsalBody))]
[JsonSerializable(typeof(Forecasts.ForecastBody))]
[JsonSerializable(typeof(Forecasts.ForecastPage))]
[JsonSerializable(typeof(LineItems.LineItemBody))]
[JsonSerializable(typeof(LineItems.LineItemBody[]))]
[JsonSerializable(typeof(Access.AccessRequest))]
[JsonSerializable(typeof(Access.AccessAnswer))]
[JsonSerializable(typeof(Access.RequestBatch.BatchBody))]
[JsonSerializable(typeof(Access.RequestBatch.BatchAnswer))]
[JsonSerializable(typeof(Rules.ConditionsBody))]
[JsonSerializable(typeof(Rules.ConditionBody[]))]
[JsonSerializable(typeof(List<Rules.ActionBody>))]
[JsonSerializable(typeof(Rules.ActionBody[]))]
[JsonSerializable(typeof(Rules.LineItemActionsPage))]
[JsonSerializable(typeof(Limits.LimitPage))]
[JsonSerializable(typeof(Limits.LimitBody))]
[JsonSerializable(typeof(Alerts.AlertWish))]
[JsonSerializable(typeof(Alerts.AlertBody))]
[JsonSerializable(typeof(Alerts.AlertPage))]
[JsonSerializable(typeof(Sessions.CreateSession.NewSession))]
[JsonSerializable(typeof(Sessions.CreateSession.CreatedSession))]
[JsonSerializable(typeof(Sessions.LiveSession[]))]
[JsonSerializable(typeof(Sessions.SessionDetail))]
[JsonSerializable(typeof(Sessions.RequestSessionAccess.SessionAccessRequest))]
[JsonSerializable(typeof(Usage.UsageRowBody))]
[JsonSerializable(typeof(Usage.ListUsage.UsagePageBody))]
[JsonSerializable(typeof(Usage.SummarizeUsage.SummaryBody))]
[JsonSerializable(typeof(Usage.StateUsage.StatementBody))]
[JsonSerializable(typeof(Usage.ReportUsage.ReportBody))]
[JsonSerializable(typeof(Usage.ExportState))]
[JsonSerializable(typeof(BackOffice.Accounts.CreateAccount.NewAccount))]
[JsonSerializable(typeof(BackOffice.Accounts.PatchAccount.AccountPatch))]
[JsonSerializable(typeof(BackOffice.Accounts.AccountBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.Accounts.AccountBody>))]
[JsonSerializable(typeof(BackOffice.Features.CreateFeature.NewFeature))]
[JsonSerializable(typeof(BackOffice.Features.PatchFeature.FeaturePatch))]
[JsonSerializable(typeof(BackOffice.Features.FeatureBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.Features.FeatureBody>))]
[JsonSerializable(typeof(BackOffice.LicenseModels.CreateLicenseModel.NewLicenseModel))]
[JsonSerializable(typeof(BackOffice.LicenseModels.PatchLicenseModel.LicenseModelPatch))]
[JsonSerializable(typeof(BackOffice.LicenseModels.LicenseModelBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.LicenseModels.LicenseModelBody>))]
[JsonSerializable(typeof(BackOffice.Products.CreateProduct.NewProduct))]
[JsonSerializable(typeof(BackOffice.Products.PatchProduct.ProductPatch))]
[JsonSerializable(typeof(BackOffice.Products.ProductBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.Products.ProductBody>))]
[JsonSerializable(typeof(BackOffice.Entitlements.CreateEntitlement.NewEntitlement))]
[JsonSerializable(typeof(BackOffice.Entitlements.PatchEntitlement.EntitlementPatch))]
[JsonSerializable(typeof(BackOffice.Entitlements.EntitlementBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.Entitlements.EntitlementBody>))]
[JsonSerializable(typeof(BackOffice.Entitlements.NewSoldLineItem))]
[JsonSerializable(typeof(BackOffice.Entitlements.PatchLineItem.SoldLineItemPatch))]
[JsonSerializable(typeof(BackOffice.Entitlements.SoldLineItemBody))]
[JsonSerializable(typeof(BackOffice.Entitlements.CreateClaim.NewClaim))]
[JsonSerializable(typeof(BackOffice.Entitlements.ClaimBody))]
[JsonSerializable(typeof(BackOffice.Listed<BackOffice.Entitlements.ClaimBody>))]
[JsonSerializable(typeof(BackOffice.Imports.ImportAnswer))]
[JsonSerializable(typeof(BackOffice.Imports.ImportFaults))]
[JsonSerializable(typeof(Audit.AuditPage))]
[JsonSerializable(typeof(Webhooks.WantedWebhook))]
[JsonSerializable(typeof(Webhooks.CreatedWebhook))]
[JsonSerializable(typeof(Webhooks.WebhookBody))]
[JsonSerializable(typeof(Webhooks.WebhookPage))]
[JsonSerializable(typeof(Webhooks.NewSecret))]
[JsonSerializable(typeof(Webhooks.DeliveryBody))]
[JsonSerializable(typeof(Webhooks.DeliveryPage))]
[JsonSerializable(typeof(Sandbox.ClockBody))]
[JsonSerializable(typeof(Operations.Health.State))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>An answer that only says that it was done.</summary>
internal sealed record Said(string Message);

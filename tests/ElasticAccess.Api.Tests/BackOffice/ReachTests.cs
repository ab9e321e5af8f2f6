using System.Net;
using ElasticAccess.Api.Tests.Auth;
using ElasticAccess.Client;
using ElasticAccess.Client.Credentials;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.BackOffice;

/// <summary>Whatever only this service can do, a program can do with the .NET client.</summary>
public sealed class ReachTests(SharedServices services) : ApiTest(services, Store.Sqlite)
{
    // As Endpoint.At names what stands in a path.
    private const string Account = "nobody's";
    private const string Sale = "nothing";
    private const string LineItem = "LI-1";
    private const string Feature = "00000000-0000-0000-0000-000000000004";
    private const string Product = "00000000-0000-0000-0000-000000000005";
    private const string Webhook = "00000000-0000-0000-0000-000000000009";
    private const string Delivery = "00000000-0000-0000-0000-000000000008";
    private const string Model = "00000000-0000-0000-0000-000000000006";

    private const string Instance = "home";
    private const string Alert = "00000000-0000-0000-0000-000000000007";

    private static readonly string[] Resources =
    [
        "accounts", "features", "license-models", "products", "entitlements", "imports", "audit", "webhooks", "caller",
        "forecasts",
    ];

    private static readonly string[] OfAnInstance = ["alerts", "forecast", "consumption-limits"];

    [Fact]
    public async Task Every_endpoint_that_only_this_service_has_is_reached_by_a_method_of_the_client()
    {
        var sent = new Ear();
        using var http = new HttpClient(sent);
        using var client = new ElasticAccessClient(
            new ElasticAccessOptions
            {
                BaseAddress = new Uri("http://localhost"),
                Credential = Credential.ApiKey(Service.AdminKey),
                Retry = RetryOptions.None,
            },
            http);
        foreach (var call in Catalogue(client).Concat(Entitlements(client)).Concat(Webhooks(client))
            .Concat(Alerts(client)).Concat(Prices(client)).Append(client.GetCallerAsync())
            .Concat(Enum.GetValues<LifeStep>().SelectMany(step => Steps(client, step))))
        {
            await Assert.ThrowsAsync<ElasticAccessException>(() => call);
        }

        var endpoints = Endpoint.All(Service)
            .Where(endpoint => !endpoint.IsOfTheConsole && endpoint.Path.Split('/') is var parts
                && (Resources.Contains(parts.ElementAtOrDefault(3))
                    || OfAnInstance.Contains(parts.ElementAtOrDefault(5))
                    || parts is [_, _, "v1.1", "rate-tables", ..]))
            .Select(endpoint => $"{endpoint.Method} {endpoint.At(Instance).TrimEnd('/')}");
        Assert.Equal(endpoints.Order(StringComparer.Ordinal), sent.Heard.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Task> Alerts(ElasticAccessClient client)
    {
        var wish = new AlertWish("N", AlertMeasure.Remaining, 1, "PT1H");
        return
        [
            client.ListAlertsAsync(Instance), client.CreateAlertAsync(Instance, wish),
            client.GetAlertAsync(Instance, Alert), client.PutAlertAsync(Instance, Alert, wish),
            client.DeleteAlertAsync(Instance, Alert), client.ListConsumptionLimitsAsync(Instance),
        ];
    }

    // Two ways of reading and of writing are one endpoint each.
    private static IEnumerable<Task> Prices(ElasticAccessClient client)
    {
        var table = new RateTable("1", default, []);
        return
        [
            client.GetForecastAsync(Instance), client.ListForecastsAsync(), client.RehearseRateTableAsync(table),
            client.ListRateTablesAsync(), client.ExportRateTablesAsync(), client.AddRateTableAsync(table), client.ImportRateTablesAsync(""),
            client.DeleteRateTableAsync("1"),
        ];
    }

    private static IEnumerable<Task> Catalogue(ElasticAccessClient client) =>
    [
        client.CreateAccountAsync(new("N")), client.ListAccountsAsync(), client.GetAccountAsync(Account),
        client.ChangeAccountAsync(Account, new()), client.DeleteAccountAsync(Account),
        client.CreateFeatureAsync(new("N", "1")), client.ListFeaturesAsync(), client.GetFeatureAsync(Feature),
        client.ChangeFeatureAsync(Feature, new()), client.DeleteFeatureAsync(Feature),
        client.CreateLicenseModelAsync(new("N", new())), client.ListLicenseModelsAsync(),
        client.GetLicenseModelAsync(Model), client.ChangeLicenseModelAsync(Model, new()),
        client.DeleteLicenseModelAsync(Model), client.DeployLicenseModelAsync(Model),
        client.CreateProductAsync(new("N", "1", [], [])), client.ListProductsAsync(),
        client.GetProductAsync(Product), client.ChangeProductAsync(Product, new()),
        client.DeleteProductAsync(Product), client.DeployProductAsync(Product),
    ];

    private static IEnumerable<Task> Entitlements(ElasticAccessClient client) =>
    [
        client.CreateEntitlementAsync(new(Account, [])), client.ListEntitlementsAsync(),
        client.GetEntitlementAsync(Sale), client.ChangeEntitlementAsync(Sale, new()),
        client.DeleteEntitlementAsync(Sale),
        client.AddEntitlementLineItemAsync(Sale, new(Product, Model, 1, default)),
        client.GetEntitlementLineItemAsync(Sale, LineItem),
        client.ChangeEntitlementLineItemAsync(Sale, LineItem, new()),
        client.DeleteEntitlementLineItemAsync(Sale, LineItem),
        client.ClaimAsync(Sale, Account, 1), client.ListClaimsAsync(Sale),
        client.ImportEntitlementsAsync(""), client.ListAuditAsync(),
    ];

    private static IEnumerable<Task> Webhooks(ElasticAccessClient client) =>
    [
        client.CreateWebhookAsync(new("U", [])), client.ListWebhooksAsync(), client.GetWebhookAsync(Webhook),
        client.PutWebhookAsync(Webhook, new("U", [])), client.DeleteWebhookAsync(Webhook),
        client.RotateWebhookSecretAsync(Webhook), client.TestWebhookAsync(Webhook),
        client.ListDeliveriesAsync(Webhook), client.RedeliverAsync(Webhook, Delivery),
    ];

    private static IEnumerable<Task> Steps(ElasticAccessClient client, LifeStep step) =>
        [client.StepEntitlementAsync(Sale, step), client.StepEntitlementLineItemAsync(Sale, LineItem, step)];

    /// <summary>Hears what is sent, as the service names it, and refuses it.</summary>
    private sealed class Ear : HttpMessageHandler
    {
        public HashSet<string> Heard { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
            Heard.Add($"{request.Method} {path[path.IndexOf("/api/", StringComparison.Ordinal)..]}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
        }
    }
}

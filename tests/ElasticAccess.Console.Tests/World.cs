using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Console.Tests;

/// <summary>Something of everything that the pages show, made through the API.</summary>
internal sealed record World(string Instance, string Series, string Entitlement, string Webhook, string Session)
{
    public static readonly Requester Ann = new("user", "ann@example.org")
    {
        Dictionary = new() { ["department"] = "Engineering" },
    };

    public static readonly Requester Bob = new("user", "bob@example.org")
    {
        Dictionary = new() { ["department"] = "Sales" },
    };

    public static async Task<World> MakeAsync(ElasticAccessClient api)
    {
        var now = DateTimeOffset.UtcNow;
        var series = $"Series-{Guid.NewGuid():N}"[..15];
        await api.AddRateTableAsync(new("2026-1", now.AddDays(-40), [Item("Render", 2.5m), Item("Export", 1)], series));
        await api.AddRateTableAsync(new(
            "2026-2", now.AddDays(-1), [Item("Render", 3), RateTableItem.ByFormula("Scan", "POWER(size,2)")], series));
        await api.AddRateTableAsync(new("2027-1", now.AddDays(40), [Item("Render", 3.25m)], series));
        var instance = (await api.AddInstanceAsync($"Northwind {series}", $"Northwind-{series}")).Id;
        await api.PutLineItemAsync(instance, LineItem($"{series}-A", 100, now.AddDays(20), series, overdraft: 50));
        await api.PutLineItemAsync(instance, LineItem($"{series}-B", 1000, Permanent, series, overdraft: 0));
        var conditions = await api.AddConditionsAsync(
            instance, [Condition.In("department", "Engineering") with { Name = "Engineering" }]);
        foreach (var lineItem in new[] { $"{series}-A", $"{series}-B" })
        {
            await api.CreateActionsAsync(instance, lineItem,
            [
                AccessAction.Allow(conditions[0].Id, 400) with { Name = "engineers" },
                AccessAction.Deny() with { Name = "nobody else" },
            ]);
        }

        await api.RequestOneOffAsync(instance, Ann, [new("Render", Count: 12.345678m)]);
        await api.RequestOneOffAsync(instance, Bob, [new("Render")]);
        var session = await api.CreateSessionAsync(instance);
        await api.RequestSessionAccessAsync(session, Ann, [new("Render", Count: 2)], rollbackOnDeny: true);
        await api.CreateAlertAsync(instance, new("Tokens run low", AlertMeasure.RemainingPercent, 20, "P1D"));
        var webhook = await api.CreateWebhookAsync(new("https://127.0.0.1:9/hook", ["alert.fired"]));
        await api.CreateApiKeyAsync(new($"key of {series}", ApiKeyType.Client) { Instances = [instance] });
        return new(instance, series, await SellAsync(api, series), webhook.Id, session.SessionId);
    }

    private static async Task<string> SellAsync(ElasticAccessClient api, string series)
    {
        var account = await api.CreateAccountAsync(new($"Contoso {series}", $"Contoso-{series}"));
        var feature = await api.CreateFeatureAsync(new($"Rendering {series}", "1.0"));
        var overdraft = new LicenseModelOverdraft("Percent", 20);
        var model = await api.CreateLicenseModelAsync(new($"Tokens {series}", new(true, series, overdraft)));
        await api.DeployLicenseModelAsync(model.Id!);
        var product = await api.CreateProductAsync(new($"Studio {series}", "1.0", [feature.Id!], [model.Id!]));
        await api.DeployProductAsync(product.Id!);
        var entitlement = await api.CreateEntitlementAsync(new(
            account.Id, [new(product.Id!, model.Id!, 1500, DateTimeOffset.UtcNow.AddDays(-1))], $"E-{series}"));
        await api.StepEntitlementAsync(entitlement.Id, LifeStep.Deploy);
        return entitlement.Id;
    }

    private static DateTimeOffset Permanent => Client.Models.LineItem.Permanent;

    private static RateTableItem Item(string name, decimal rate) => RateTableItem.AtRate(name, rate);

    private static LineItem LineItem(
        string id, long quantity, DateTimeOffset end, string series, long overdraft) => new(
        id, LineItemState.Deployed, quantity, DateTimeOffset.UtcNow.AddDays(-60), end,
        new() { RateTableSeries = series, OverdraftType = OverdraftType.Number, OverdraftLimit = overdraft });
}

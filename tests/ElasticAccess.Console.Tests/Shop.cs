using ElasticAccess.Client;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Console.Tests;

/// <summary>A product that can be sold, and an account that buys; all named by the mark.</summary>
internal sealed record Shop(ElasticAccessClient Api, string Mark, string Product, string Model, string Account)
{
    public static string PageOf(string entitlement) =>
        $"/console/back-office/entitlements/{Uri.EscapeDataString(entitlement)}";

    public static async Task<Shop> MakeAsync(ElasticAccessClient api, LicenseModelOverdraft? overdraft = null)
    {
        var mark = $"{Guid.NewGuid():N}"[..10];
        var model = await api.CreateLicenseModelAsync(new($"Model {mark}", new(Overdraft: overdraft)));
        await api.DeployLicenseModelAsync(model.Id!);
        return await MakeAsync(api, mark, model.Id!);
    }

    /// <param name="model">A deployed license model.</param>
    public static async Task<Shop> MakeAsync(ElasticAccessClient api, string mark, string model)
    {
        var account = await api.CreateAccountAsync(new($"Account {mark}", mark));
        var feature = await api.CreateFeatureAsync(new($"Feature {mark}", "1.0"));
        var product = await api.CreateProductAsync(new($"Product {mark}", "1.0", [feature.Id!], [model]));
        await api.DeployProductAsync(product.Id!);
        return new(api, mark, product.Id!, model, account.Id!);
    }

    public NewEntitlementLineItem Line(
        string id, DateTimeOffset? expiration = null, decimal? overdraftPercent = null) => new(
            Product, Model, 50, DateTimeOffset.UtcNow.AddDays(-1), expiration, id, OverdraftPercent: overdraftPercent);

    /// <summary>A draft with one line item of 50 tokens, whose id is the mark; its own id.</summary>
    public async Task<string> SellAsync(DateTimeOffset? expiration = null, decimal? overdraftPercent = null) =>
        (await Api.CreateEntitlementAsync(
            new(Account, [Line(Mark, expiration, overdraftPercent)], $"E {Mark}"))).Id;
}

using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Every page of the producer comes, nothing is complained of, and it is whole (<see cref="Look"/>). On one store,
/// since a page looks the same on both. Pages of an instance that both kinds of key have are in OwnLookTests.
/// </summary>
public sealed class LookTests(Browsers browsers)
{
    private const string Missing = "missing";

    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/console"), ("overview-instances", "/console/overview/instances"),
        ("instances", "/console/instances"), ("instance", "/console/instances/{instance}"),
        ("line-item", "/console/instances/{instance}/line-item?id={series}-A"),
        ("denials", "/console/instances/{instance}/denials?item=Render&requester=bob@example.org&count=2"),
        ("instance-rules", "/console/instances/{instance}/rules"),
        ("rate-tables", "/console/rate-tables"),
        ("rate-table", "/console/rate-tables/table?series={series}&version=2026-2"),
        ("rate-table-difference", "/console/rate-tables/table?series={series}&version=2026-2&against=2026-1"),
        ("rate-table-draft", "/console/rate-tables/draft?series={series}&version=2026-2"),
        ("usage", "/console/usage"),
        ("usage-grouped", "/console/usage?from=2026-01-01T00:00&bucket=month&by=instance&then=attribute&tz=UTC"),
        ("usage-refused", "/console/usage?tz=Nowhere/Here"),
        ("usage-rows", "/console/usage/rows"), ("keys", "/console/keys"), ("audit", "/console/audit"),
        ("webhooks", "/console/webhooks"), ("webhook", "/console/webhooks/{webhook}"),
        ("entitlements", "/console/back-office"), ("entitlement", "/console/back-office/entitlements/{entitlement}"),
        ("sold-line-item", "/console/back-office/line-item?entitlement={entitlement}&id={sold}"),
        ("sold-draft", "/console/back-office/line-item?entitlement={entitlement}&id={draft}"),
        ("accounts", "/console/back-office/accounts"),
        ("account", "/console/back-office/accounts/account?id=Contoso-{series}"),
        ("catalogue", "/console/back-office/catalogue"),
        ("feature", "/console/back-office/catalogue/features/{feature}"),
        ("license-model", "/console/back-office/catalogue/license-models/{model}"),
        ("product", "/console/back-office/catalogue/products/{product}"),
        ("import", "/console/back-office/import"), (Missing, "/console/nowhere"),
    ];

    [Fact]
    public async Task Every_page_is_whole_in_both_widths_and_themes()
    {
        var service = await browsers.On(Store.Sqlite);
        var world = await World.MakeAsync(service.Api);
        var products = await service.Api.AllProductsAsync().ToListAsync();
        var product = products.Single(one => one.Name.Contains(world.Series, StringComparison.Ordinal));
        var sold = Assert.Single((await service.Api.GetEntitlementAsync(world.Entitlement)).LineItems!);
        var draft = await service.Api.AddEntitlementLineItemAsync(
            world.Entitlement, new(product.Id!, product.LicenseModels[0], 5, DateTimeOffset.UtcNow));
        await using var window = await browsers.WindowAsync();
        await browsers.EnterAsync(window, service);
        var page = await window.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add($"{page.Url}: {fault}");
        page.Console += (_, message) => faults.Add($"{page.Url}: {message.Text}");
        foreach (var (name, path) in Pages)
        {
            var answer = await page.GotoAsync(new Uri(service.Address, Filled(path)).ToString());
            var expected = name == Missing ? 404 : name == "usage-refused" ? 400 : 200;
            Assert.Equal((name, expected), (name, answer!.Status));
            if (expected != 200)
            {
                // A browser tells of a page that is answered so.
                Assert.Contains($"{expected}", Assert.Single(faults), StringComparison.Ordinal);
                faults.Clear();
            }

            faults.AddRange(await Look.JudgeAsync(page, name));
        }

        Assert.Empty(faults);

        string Filled(string path) => path
            .Replace("{instance}", world.Instance, StringComparison.Ordinal)
            .Replace("{series}", world.Series, StringComparison.Ordinal)
            .Replace("{webhook}", world.Webhook, StringComparison.Ordinal)
            .Replace("{entitlement}", world.Entitlement, StringComparison.Ordinal)
            .Replace("{sold}", sold.ActivationId, StringComparison.Ordinal)
            .Replace("{draft}", draft.ActivationId, StringComparison.Ordinal)
            .Replace("{feature}", product.Features[0], StringComparison.Ordinal)
            .Replace("{model}", product.LicenseModels[0], StringComparison.Ordinal)
            .Replace("{product}", product.Id, StringComparison.Ordinal);
    }
}

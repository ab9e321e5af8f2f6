using ElasticAccess.Console.Tests.Accessibility;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Every page in a wide light window and a narrow dark one: it comes, nothing is complained of, nothing sticks out, and
/// axe-core finds nothing serious. On one store, since a page looks the same on both.
/// </summary>
public sealed class LookTests(Browsers browsers) : IAsyncLifetime
{
    private const int Narrow = 360;
    private const int Wide = 1280;

    private static readonly Lazy<SemaphoreSlim> Making = new(() => new(1));
    private static World? made;

    private ConsoleService service = null!;
    private World world = null!;

    public static TheoryData<string, string> Pages => new()
    {
        { "overview", "/console" },
        { "overview-instances", "/console/overview/instances" },
        { "instances", "/console/instances" },
        { "instance", "/console/instances/{instance}" },
        { "sessions", "/console/instances/{instance}/sessions" },
        { "rules", "/console/instances/{instance}/rules" },
        { "denials", "/console/instances/{instance}/denials?item=Render&requester=bob@example.org&count=2" },
        { "alerts", "/console/instances/{instance}/alerts" },
        { "rate-tables", "/console/rate-tables" },
        { "rate-table", "/console/rate-tables/table?series={series}&version=2026-2" },
        { "rate-table-difference", "/console/rate-tables/table?series={series}&version=2026-2&against=2026-1" },
        { "rate-table-draft", "/console/rate-tables/draft?series={series}&version=2026-2" },
        { "usage", "/console/usage" },
        { "usage-grouped", "/console/usage?from=2026-01-01T00:00&bucket=day&by=item&then=requester&tz=UTC" },
        { "usage-rows", "/console/usage/rows" },
        { "keys", "/console/keys" },
        { "audit", "/console/audit" },
        { "webhooks", "/console/webhooks" },
        { "webhook", "/console/webhooks/{webhook}" },
        { "entitlements", "/console/back-office" },
        { "entitlement", "/console/back-office/entitlements/{entitlement}" },
        { "accounts", "/console/back-office/accounts" },
        { "catalogue", "/console/back-office/catalogue" },
        { "import", "/console/back-office/import" },
        { "missing", "/console/nowhere" },
    };

    public async ValueTask InitializeAsync()
    {
        service = await browsers.On(Store.Sqlite);
        await Making.Value.WaitAsync();
        try
        {
            world = made ??= await World.MakeAsync(service.Api);
        }
        finally
        {
            Making.Value.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_whole_in_both_widths_and_themes(string name, string path)
    {
        foreach (var (width, theme) in new[] { (Wide, ColorScheme.Light), (Narrow, ColorScheme.Dark) })
        {
            var window = await browsers.SignedInAsync(service, width, theme);
            var page = await window.NewPageAsync();
            var complaints = new List<string>();
            page.PageError += (_, fault) => complaints.Add(fault);
            page.Console += (_, message) => complaints.Add(message.Text);
            try
            {
                var answer = await page.GotoAsync(new Uri(service.Address, Filled(path)).ToString());
                Assert.Equal(name == "missing" ? 404 : 200, answer!.Status);
                await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
                await Picture(page, $"{name}-{width}");

                // A browser tells of a page that is answered with 404.
                Assert.Equal(name == "missing" ? 1 : 0, complaints.Count);
                Assert.True(
                    await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"{name} is wider than {width} pixels");
                Assert.Empty(await Axe.FindAsync(page));
            }
            finally
            {
                await page.CloseAsync();
            }
        }
    }

    private string Filled(string path) => path
        .Replace("{instance}", world.Instance, StringComparison.Ordinal)
        .Replace("{series}", world.Series, StringComparison.Ordinal)
        .Replace("{webhook}", world.Webhook, StringComparison.Ordinal)
        .Replace("{entitlement}", world.Entitlement, StringComparison.Ordinal);

    // For people who want to look: ELASTICACCESS_TEST_PICTURES names a folder.
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}

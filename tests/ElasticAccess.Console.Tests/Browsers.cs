using System.Collections.Concurrent;
using ElasticAccess.Console.Tests;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browsers))]

namespace ElasticAccess.Console.Tests;

/// <summary>One browser and one service per store for the whole assembly, started when first asked for.</summary>
public sealed class Browsers : IAsyncDisposable
{
    private const string Debian = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly ConcurrentDictionary<(ConsoleService, int, ColorScheme), Lazy<Task<IBrowserContext>>> signedIn =
        [];
    private readonly Lazy<Task<ConsoleService>> sqlite = new(() => ConsoleService.StartAsync(Store.Sqlite));
    private readonly Lazy<Task<ConsoleService>> postgres = new(() => ConsoleService.StartAsync(Store.Postgres));
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> browser = new(StartAsync);

    public Task<ConsoleService> On(Store store) => store == Store.Sqlite ? sqlite.Value : postgres.Value;

    /// <summary>A window of its own: nothing is shared with another test.</summary>
    public async Task<IBrowserContext> WindowAsync(
        int width = 1280, ColorScheme theme = ColorScheme.Light, string zone = "Europe/Berlin")
    {
        var window = await (await browser.Value).Browser.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = theme,
            TimezoneId = zone,
        });
        window.SetDefaultTimeout(15_000);
        Assertions.SetDefaultExpectTimeout(15_000);
        return window;
    }

    /// <summary>The producer's window of that size and theme on this service, signed in once.</summary>
    public Task<IBrowserContext> SignedInAsync(ConsoleService service, int width, ColorScheme theme) =>
        signedIn.GetOrAdd((service, width, theme), _ => new(async () =>
        {
            var window = await WindowAsync(width, theme);
            var page = await window.NewPageAsync();
            await page.GotoAsync(new Uri(service.Address, "/console/sign-in").ToString());
            await page.GetByLabel("API key").FillAsync(ServiceProcess.AdminKey);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
            await page.CloseAsync();
            return window;
        })).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { sqlite, postgres }.Where(service => service.IsValueCreated))
        {
            await (await service.Value).DisposeAsync();
        }

        if (browser.IsValueCreated)
        {
            var (driver, started) = await browser.Value;
            await started.CloseAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_CHROMIUM") ?? Debian;
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                "No Chromium: install it (Debian: apt-get install chromium) or set ELASTICACCESS_TEST_CHROMIUM.", path);
        }

        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
        return (driver, browser);
    }
}

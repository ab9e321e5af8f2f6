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
    private const string Zone = "Europe/Berlin";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly ConcurrentDictionary<(ConsoleService, string Key), Lazy<Task<string>>> cookies = [];
    private readonly Dictionary<bool, ConcurrentBag<Window>> free = new() { [true] = [], [false] = [] };
    private readonly Lazy<Task<ConsoleService>> sqlite = new(() => ConsoleService.StartAsync(Store.Sqlite));
    private readonly Lazy<Task<ConsoleService>> postgres = new(() => ConsoleService.StartAsync(Store.Postgres));
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> browser = new(StartAsync);

    public Task<ConsoleService> On(Store store) => store == Store.Sqlite ? sqlite.Value : postgres.Value;

    /// <summary>A clean window, to be given back with <see cref="GiveBackAsync"/>.</summary>
    public async Task<Window> BorrowAsync(bool hasScript) =>
        free[hasScript].TryTake(out var window) ? window : await Window.OpenAsync(await WindowAsync(hasScript));

    /// <summary>One that is broken goes for good.</summary>
    public async Task GiveBackAsync(Window window, bool hasScript)
    {
        try
        {
            await window.CleanAsync();
            free[hasScript].Add(window);
        }
        catch (PlaywrightException)
        {
            await window.Context.DisposeAsync();
        }
    }

    /// <summary>A window of its own: nothing is shared with another test.</summary>
    public async Task<IBrowserContext> WindowAsync(bool hasScript = true)
    {
        var window = await (await browser.Value).Browser.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            TimezoneId = Zone,
            JavaScriptEnabled = hasScript,
        });
        window.SetDefaultTimeout(15_000);
        Assertions.SetDefaultExpectTimeout(15_000);
        return window;
    }

    /// <summary>
    /// Gives the window the cookies of who has signed in, and has told its zone: what the form would do, once for each
    /// key and not once for each test.
    /// </summary>
    public async Task EnterAsync(IBrowserContext window, ConsoleService service, string key = ServiceProcess.AdminKey)
    {
        var signedIn = await cookies.GetOrAdd((service, key), _ => new(async () =>
        {
            using var visit = new Visit(service.Address);
            return await visit.SignInAsync(key);
        })).Value;
        var parts = signedIn.Split('=', 2);
        await window.AddCookiesAsync(
        [
            new() { Name = parts[0], Value = parts[1], Domain = service.Address.Host, Path = "/console" },
            new()
            {
                Name = "ea_zone", Value = Uri.EscapeDataString(Zone), Domain = service.Address.Host, Path = "/console",
            },
        ]);
    }

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

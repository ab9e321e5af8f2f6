using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>A test in a window of its own on the service of one store; derived once per store.</summary>
public abstract class ConsoleTest(Browsers browsers, Store store) : IAsyncLifetime
{
    private IBrowserContext window = null!;

    /// <summary>What the browser complained about: scripts, blocked sources, failed requests.</summary>
    protected List<string> Complaints { get; } = [];

    protected ConsoleService Service { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    protected IBrowserContext Window => window;

    public async ValueTask InitializeAsync()
    {
        Service = await browsers.On(store);
        window = await browsers.WindowAsync();
        Page = await window.NewPageAsync();
        Listen(Page);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await window.DisposeAsync();
    }

    protected string At(string path) => new Uri(Service.Address, path).ToString();

    protected Task<IResponse?> GoAsync(string path) => Page.GotoAsync(At(path));

    protected async Task SignInAsync(string key = ServiceProcess.AdminKey)
    {
        await GoAsync("/console/sign-in");
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    protected async Task SeesAsync(string text) =>
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    protected async Task HeadingIsAsync(string text) =>
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);

    protected void Listen(IPage page)
    {
        page.PageError += (_, fault) => Complaints.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != Service.Address.Authority)
            {
                Complaints.Add($"asked another host: {request.Url}");
            }
        };
    }
}

using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>A test in a clean window on the service of one store.</summary>
public abstract class ConsoleTest(Browsers browsers, Store store, bool hasScript = true) : IAsyncLifetime
{
    private Window window = null!;

    /// <summary>What the browser complained about: scripts, blocked sources, failed requests.</summary>
    protected List<string> Complaints => window.Complaints;

    protected Store Store => store;

    protected ConsoleService Service { get; private set; } = null!;

    protected IPage Page => window.Page;

    protected IBrowserContext Window => window.Context;

    public async ValueTask InitializeAsync()
    {
        Service = await OpenAsync();
        window = await browsers.BorrowAsync(hasScript);
        window.Host = Service.Address.Authority;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await browsers.GiveBackAsync(window, hasScript);
    }

    /// <summary>The one that all tests of the store share, unless theirs must be alone in it.</summary>
    protected virtual Task<ConsoleService> OpenAsync() => browsers.On(store);

    protected string At(string path) => new Uri(Service.Address, path).ToString();

    protected Task<IResponse?> GoAsync(string path) => Page.GotoAsync(At(path));

    /// <summary>As somebody who has signed in already, on no page yet.</summary>
    protected Task EnterAsync(string key = ServiceProcess.AdminKey) => browsers.EnterAsync(Window, Service, key);

    /// <summary>By the form.</summary>
    protected async Task SignInAsync(string key = ServiceProcess.AdminKey)
    {
        await GoAsync("/console/sign-in");
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    protected ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected Task ClickAsync(string button) => Button(button).ClickAsync();

    /// <summary>What is asked once more: it opens, and the second button does it.</summary>
    protected async Task ConfirmAsync(string button)
    {
        await Page.Locator("summary", new() { HasText = button }).First.ClickAsync();
        await Page.Locator("details[open] button", new() { HasText = button }).First.ClickAsync();
    }

    protected Task FollowAsync(string link) =>
        Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>A part of the page that is closed at first.</summary>
    protected Task OpenAsync(string summary) => Page.Locator("summary", new() { HasText = summary }).ClickAsync();

    protected ILocator Input(string label) => Page.GetByRole(AriaRole.Main).GetByLabel(label, new() { Exact = true });

    protected ILocator Row(string text) => Page.GetByRole(AriaRole.Row, new() { NameString = text });

    protected async Task HasFaultAsync(string label, string what)
    {
        await Assertions.Expect(Input(label)).ToHaveAttributeAsync("aria-invalid", "true");
        await SeesAsync(what);

        // Said once, at its field.
        await Assertions.Expect(Page.Locator("form .fault")).ToHaveCountAsync(0);
    }

    /// <summary>What a link with this name saves.</summary>
    protected async Task<string> DownloadAsync(string link)
    {
        var file = await Page.RunAndWaitForDownloadAsync(() =>
            Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        Assert.EndsWith(".csv", file.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllTextAsync(await file.PathAsync());
    }

    protected async Task SeesAsync(string text) =>
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    protected async Task HeadingIsAsync(string text) =>
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);
}

using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>What a license administrator does, with the client key of one customer.</summary>
public abstract class OwnTest(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    internal OwnWorld World { get; private set; } = null!;

    protected string Root => $"/console/mine/{World.Instance}";

    /// <summary>Signs in to a customer of the test's own.</summary>
    protected async Task EnterAsync()
    {
        World = await OwnWorld.MakeAsync(Service);
        await SignInAsync(World.Key);
        await HeadingIsAsync("My instances");
    }

    protected ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected Task ClickAsync(string button) => Button(button).ClickAsync();

    protected ILocator Input(string label) => Page.GetByRole(AriaRole.Main).GetByLabel(label, new() { Exact = true });

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
}

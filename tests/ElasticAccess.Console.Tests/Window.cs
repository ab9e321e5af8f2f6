using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// A window with one page, which one test after the other uses: a new one costs as much as a short test. Of the test
/// before nothing is left, neither cookies nor pages; what the browser keeps of addresses is all it knows.
/// </summary>
public sealed class Window(IBrowserContext context, IPage page)
{
    public IBrowserContext Context => context;

    public IPage Page => page;

    /// <summary>Of the service under test: nothing may be asked of another.</summary>
    public string Host { get; set; } = "";

    /// <summary>What the browser complained about: scripts, blocked sources, failed requests.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Window> OpenAsync(IBrowserContext context)
    {
        var window = new Window(context, await context.NewPageAsync());
        window.Listen();
        return window;
    }

    public async Task CleanAsync()
    {
        foreach (var other in context.Pages.Where(other => other != page).ToList())
        {
            await other.CloseAsync();
        }

        await context.ClearCookiesAsync();
        await page.GotoAsync("about:blank");
        Complaints.Clear();
    }

    private void Listen()
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
            if (request.Url is not "about:blank" && new Uri(request.Url).Authority != Host)
            {
                Complaints.Add($"asked another host: {request.Url}");
            }
        };
    }
}

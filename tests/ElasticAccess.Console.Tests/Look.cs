using ElasticAccess.Console.Tests.Accessibility;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Looks at a page that is open, wide and light, then narrow and dark: nothing sticks out, and axe-core finds nothing
/// serious. A page is loaded once for all that, since nothing of it but style depends on width and theme.
/// </summary>
internal static class Look
{
    private static readonly (int Width, ColorScheme Theme)[] Judged =
        [(1280, ColorScheme.Light), (360, ColorScheme.Dark)];

    private static readonly (int Width, ColorScheme Theme)[] Others =
        [(1280, ColorScheme.Dark), (360, ColorScheme.Light)];

    // For people who want to look: ELASTICACCESS_TEST_PICTURES names a folder.
    private static string? Pictures =>
        Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_PICTURES") is { Length: > 0 } folder ? folder : null;

    public static async Task<IReadOnlyList<string>> JudgeAsync(IPage page, string name)
    {
        var faults = new List<string>();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        foreach (var (width, theme) in Judged)
        {
            await ShowAsync(page, name, width, theme);
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
            {
                faults.Add($"{name} is wider than {width} pixels");
            }

            faults.AddRange((await Axe.FindAsync(page)).Select(fault => $"{name}, {width}, {theme}: {fault}"));
        }

        foreach (var (width, theme) in Pictures is null ? [] : Others)
        {
            await ShowAsync(page, name, width, theme);
        }

        await page.SetViewportSizeAsync(Judged[0].Width, 900);
        return faults;
    }

    private static async Task ShowAsync(IPage page, string name, int width, ColorScheme theme)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        if (Pictures is { } folder)
        {
            var file = Path.Combine(folder, $"{name}-{width}-{theme}.png");
            await page.ScreenshotAsync(new() { Path = file, FullPage = true });
        }
    }
}

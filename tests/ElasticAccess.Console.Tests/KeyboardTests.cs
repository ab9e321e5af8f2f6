using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Whoever has no mouse reaches all that can be clicked or written in, and sees where he is. On one store, since a
/// page looks the same on both.
/// </summary>
public sealed class KeyboardTests(Browsers browsers) : ConsoleTest(browsers, Store.Sqlite)
{
    // What can be used and is seen; what is closed is not there until it is opened.
    private const string Usable = """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter((one) => !one.disabled && one.type !== 'hidden' && one.checkVisibility())
        """;

    // How many are still to be reached, this one seen.
    private const string Here = $$"""
        () => {
          const one = document.activeElement;
          const style = getComputedStyle(one);
          const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          one.dataset.reached = isSeen ? 'seen' : 'unseen';
          return ({{Usable}})().filter((other) => !other.dataset.reached).length;
        }
        """;

    [Theory]
    [InlineData("/console", 1280)]
    [InlineData("/console", 360)]
    [InlineData("/console/instances/{instance}", 1280)]
    [InlineData("/console/instances/{instance}/rules", 360)]
    [InlineData("/console/instances/{instance}/rules/line-item?id={series}-A", 1280)]
    [InlineData("/console/instances/{instance}/rules/conditions/new", 1280)]
    [InlineData("/console/instances/{instance}/sessions", 360)]
    [InlineData("/console/rate-tables", 1280)]
    [InlineData("/console/rate-tables/draft?series={series}&version=2026-2", 1280)]
    [InlineData("/console/usage?by=instance&then=attribute", 1280)]
    [InlineData("/console/keys", 360)]
    [InlineData("/console/back-office/entitlements/{entitlement}", 1280)]
    public async Task Everything_is_reached_by_tab_and_shows_that_it_is(string path, int width)
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await Page.SetViewportSizeAsync(width, 900);
        await GoAsync(path
            .Replace("{instance}", world.Instance, StringComparison.Ordinal)
            .Replace("{series}", world.Series, StringComparison.Ordinal)
            .Replace("{entitlement}", world.Entitlement, StringComparison.Ordinal));
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        // A field of a date has several places of its own.
        var usable = await Page.EvaluateAsync<int>($"({Usable})().length");
        var left = usable;
        for (var i = 0; i < usable * 8 && left > 0; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            left = await Page.EvaluateAsync<int>(Here);
        }

        Assert.True(usable > 10, $"{usable} can be used");
        Assert.Empty(await Page.EvaluateAsync<string[]>(
            $"({Usable})().filter((one) => one.dataset.reached !== 'seen')"
            + ".map((one) => `${one.dataset.reached ?? 'not reached'}: ${one.outerHTML.slice(0, 120)}`)"));
    }
}

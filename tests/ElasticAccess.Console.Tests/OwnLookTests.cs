using ElasticAccess.Client.Models;
using ElasticAccess.Console.Tests.Accessibility;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Every page of the license administrator, full and empty, in both themes and widths: nothing is complained of,
/// nothing sticks out, and axe-core finds nothing serious. On one store, since a page looks the same on both.
/// </summary>
public sealed class OwnLookTests(Browsers browsers)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("mine", "/console/mine"), ("balance", "{full}"), ("rules", "{full}/rules"),
        ("condition-new", "{full}/rules/conditions/new"), ("condition", "{full}/rules/conditions/{condition}"),
        ("condition-deep", "{full}/rules/conditions/{deep}"), ("actions", "{full}/rules/line-item?id={lineItem}"),
        ("action", "{full}/rules/action?id={lineItem}&action={action}"), ("check", "{full}/check"),
        ("limits", "{full}/limits"), ("limit", "{full}/limits/line-item?id={lineItem}"),
        ("sessions", "{full}/sessions"),
        ("usage", "{full}/usage"), ("statement", "{full}/statement"), ("alerts", "{full}/alerts"),
        ("alert", "{full}/alerts/{alert}"), ("alert-new", "{full}/alerts/new"), ("empty-balance", "{empty}"),
        ("empty-rules", "{empty}/rules"), ("empty-limits", "{empty}/limits"), ("empty-sessions", "{empty}/sessions"),
        ("empty-usage", "{empty}/usage"), ("empty-statement", "{empty}/statement"), ("empty-alerts", "{empty}/alerts"),
    ];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    public async Task Every_page_is_whole(int width, ColorScheme theme)
    {
        var service = await browsers.On(Store.Sqlite);
        var (key, fill) = await FillAsync(service);
        await using var window = await browsers.WindowAsync(width, theme);
        var page = await window.NewPageAsync();
        var faults = new List<string>();
        await page.GotoAsync(new Uri(service.Address, "/console/sign-in").ToString());
        await page.GetByLabel("API key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My instances");
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, message) => faults.Add(message.Text);
        foreach (var (name, path) in Pages)
        {
            var answer = await page.GotoAsync(new Uri(service.Address, fill(path)).ToString());
            if (answer!.Status != 200)
            {
                faults.Add($"{name}: {answer.Status}");
            }

            await JudgeAsync(page, $"{name}-{width}-{theme}", width, faults);
        }

        // Two answers of forms: an explanation, and a refusal at a field.
        await page.GotoAsync(new Uri(service.Address, fill("{full}/check")).ToString());
        await page.GetByLabel("Requester").FillAsync("bob@example.org");
        await page.GetByLabel("Item", new() { Exact = true }).FillAsync("Render");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await page.GetByText("It would be denied").WaitForAsync();
        await JudgeAsync(page, $"check-denied-{width}-{theme}", width, faults);
        Assert.Empty(faults);
        await page.GotoAsync(new Uri(service.Address, fill("{full}/alerts/new")).ToString());
        await page.GetByLabel("Name").FillAsync("low");
        await page.GetByLabel("Threshold").FillAsync("-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the alert" }).ClickAsync();
        await page.Locator(".field-fault").First.WaitForAsync();
        faults.Clear();
        await JudgeAsync(page, $"alert-fault-{width}-{theme}", width, faults);
        Assert.Empty(faults);
    }

    private static async Task JudgeAsync(IPage page, string name, int width, List<string> faults)
    {
        // For people who want to look: ELASTICACCESS_TEST_PICTURES names a folder.
        if (Environment.GetEnvironmentVariable("ELASTICACCESS_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"own-{name}.png"), FullPage = true });
        }

        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
        {
            faults.Add($"{name} is wider than {width} pixels");
        }

        faults.AddRange((await Axe.FindAsync(page)).Select(fault => $"{name}: {fault}"));
    }

    private static async Task<(string Key, Func<string, string> Fill)> FillAsync(ConsoleService service)
    {
        var world = await World.MakeAsync(service.Api);
        var empty = await service.Api.AddInstanceAsync("Empty", $"Empty-{world.Series}");
        var lineItem = $"{world.Series}-A";
        var inner = Condition.And(Condition.In("site", "Berlin"), Condition.Not("level", 4));
        var deep = await service.Api.AddConditionsAsync(
            world.Instance, [Condition.Or(inner) with { Name = "deep" }]);
        await service.Api.PutConsumptionLimitAsync(world.Instance, lineItem, new(250.5m, LimitInterval.Month));
        var actions = await service.Api.ListActionsAsync(world.Instance, lineItem);
        var alert = (await service.Api.ListAlertsAsync(world.Instance)).Items[0];
        return (await OwnWorld.KeyAsync(service, world.Instance, empty.Id), path => path
            .Replace("{full}", $"/console/mine/{world.Instance}", StringComparison.Ordinal)
            .Replace("{empty}", $"/console/mine/{empty.Id}", StringComparison.Ordinal)
            .Replace("{condition}", actions[0].ConditionId, StringComparison.Ordinal)
            .Replace("{deep}", deep[0].Id, StringComparison.Ordinal)
            .Replace("{lineItem}", lineItem, StringComparison.Ordinal)
            .Replace("{action}", actions[0].Id, StringComparison.Ordinal)
            .Replace("{alert}", alert.Id, StringComparison.Ordinal));
    }
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

/// <summary>
/// Every page of the license administrator, full and empty, comes, nothing is complained of, and it is whole
/// (<see cref="Look"/>). On one store, since a page looks the same on both.
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
        ("sessions", "{full}/sessions"), ("denials", "{full}/denials"),
        ("usage", "{full}/usage"), ("statement", "{full}/statement"), ("alerts", "{full}/alerts"),
        ("alert", "{full}/alerts/{alert}"), ("alert-new", "{full}/alerts/new"), ("empty-balance", "{empty}"),
        ("empty-rules", "{empty}/rules"), ("empty-limits", "{empty}/limits"), ("empty-sessions", "{empty}/sessions"),
        ("empty-usage", "{empty}/usage"), ("empty-statement", "{empty}/statement"), ("empty-alerts", "{empty}/alerts"),
    ];

    [Fact]
    public async Task Every_page_is_whole_in_both_widths_and_themes()
    {
        var service = await browsers.On(Store.Sqlite);
        var (key, fill) = await FillAsync(service);
        await using var window = await browsers.WindowAsync();
        await browsers.EnterAsync(window, service, key);
        var page = await window.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add($"{page.Url}: {fault}");
        page.Console += (_, message) => faults.Add($"{page.Url}: {message.Text}");
        foreach (var (name, path) in Pages)
        {
            var answer = await GoAsync(path);
            Assert.Equal((name, 200), (name, answer!.Status));
            faults.AddRange(await Look.JudgeAsync(page, $"own-{name}"));
        }

        // Two answers of forms: an explanation, and a refusal at a field.
        await GoAsync("{full}/check");
        await page.GetByLabel("Requester").FillAsync("bob@example.org");
        await page.GetByLabel("Item", new() { Exact = true }).FillAsync("Render");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await page.GetByText("It would be denied").WaitForAsync();
        faults.AddRange(await Look.JudgeAsync(page, "own-check-denied"));
        Assert.Empty(faults);
        await GoAsync("{full}/alerts/new");
        await page.GetByLabel("Name").FillAsync("low");
        await page.GetByLabel("Threshold").FillAsync("-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the alert" }).ClickAsync();
        await page.Locator(".field-fault").First.WaitForAsync();
        Assert.Empty(await Look.JudgeAsync(page, "own-alert-fault"));

        Task<IResponse?> GoAsync(string path) => page.GotoAsync(new Uri(service.Address, fill(path)).ToString());
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

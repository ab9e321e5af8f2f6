using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class OwnRulesOnSqlite(Browsers browsers) : OwnRulesTests(browsers, Store.Sqlite);

public sealed class OwnRulesOnPostgres(Browsers browsers) : OwnRulesTests(browsers, Store.Postgres);

/// <summary>Conditions, actions and their order, made on pages and at work in the service.</summary>
public abstract class OwnRulesTests(Browsers browsers, Store store) : OwnTest(browsers, store)
{
    [Fact]
    public async Task A_rule_is_made_and_its_denial_is_foretold_and_seen()
    {
        await EnterAsync();
        await GoAsync($"{Root}/rules");
        await Page.GetByRole(AriaRole.Link, new() { Name = "New condition" }).ClickAsync();
        await Input("Name (optional)").First.FillAsync("sales");
        await Input("Key (optional)").First.FillAsync("department");
        await Input("Values (optional)").First.FillAsync("Sales\nMarketing");
        await ClickAsync("Save the condition");
        await SeesAsync("Added.");
        await SeesAsync("department is \"Sales\" or \"Marketing\"");
        await Page.GetByRole(AriaRole.Link, new() { Name = $"Change the rules of {World.LineItem}" }).ClickAsync();
        await AddActionAsync("everybody", who: "everybody else, the default", "allow");
        await AddActionAsync("not for sales", who: "sales", "deny");

        // It came before the one for everybody, or it would never be looked at.
        var actions = await Service.Api.ListActionsAsync(World.Instance, World.LineItem);
        Assert.Equal(["not for sales", "everybody"], actions.Select(action => action.Name));

        await AskAsync("Sales");
        await SeesAsync("It would be denied");
        await SeesAsync("a rule denies it");
        await AskAsync("Engineering");
        await SeesAsync("It would be granted");
        await SeesAsync("7.5 tokens");
        Assert.Equal(0, (await Service.Api.GetLineItemAsync(World.Instance, World.LineItem)).Used);

        using var api = Service.ClientOf(World.Key);
        var denied = await api.RequestOneOffAsync(World.Instance, OwnWorld.Of("Sales"), [new("Render")]);
        var granted = await api.RequestOneOffAsync(World.Instance, OwnWorld.Of("Engineering"), [new("Render")]);
        Assert.Equal(AccessOutcome.DeniedByRules, denied.RequestedItems[0].Status.Outcome);
        Assert.True(granted.IsFullyGranted);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task An_action_is_moved_by_keyboard_keeps_what_it_has_used_and_the_focus()
    {
        await EnterAsync();
        await ActionsAsync("first", "second", "third");
        await Service.Api.RequestOneOffAsync(World.Instance, OwnWorld.Of("Engineering"), [new("Render", Count: 0.1m)]);
        await GoAsync($"{Root}/rules/line-item?id={World.LineItem}");
        await Assertions.Expect(Button("↑ Move first up")).ToBeDisabledAsync();
        await Button("↓ Move first down").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await SeesAsync("The order was changed.");
        Assert.Equal(["second", "first", "third"], await NamesAsync());
        await Assertions.Expect(Button("↓ Move first down")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Button("↓ Move first down")).ToBeDisabledAsync();
        var actions = await Service.Api.ListActionsAsync(World.Instance, World.LineItem);
        Assert.Equal(["second", "third", "first"], actions.Select(action => action.Name));
        Assert.Equal(0.25m, actions[2].Used);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task A_list_that_another_person_changed_is_shown_and_not_overwritten()
    {
        await EnterAsync();
        var actions = await ActionsAsync("first", "second");
        await GoAsync($"{Root}/rules/line-item?id={World.LineItem}");
        await Service.Api.PutActionsAsync(
            World.Instance, World.LineItem, [.. actions, AccessAction.Deny() with { Name = "theirs" }]);
        await ClickAsync("↓ Move first down");
        await SeesAsync("was changed meanwhile");
        await SeesAsync("theirs");
        Assert.Equal(["first", "second", "theirs"], await NamesAsync());
        await Service.Api.PutActionsAsync(World.Instance, World.LineItem, [.. actions.Take(1)]);
        await ConfirmAsync("Remove all rules");
        await SeesAsync("was changed meanwhile");
        Assert.Equal(["first"], await NamesAsync());

        // What was refused stays open.
        await Page.Locator("details[open] button", new() { HasText = "Remove all rules" }).ClickAsync();
        await SeesAsync("Deleted.");
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task An_action_is_changed_and_removed_on_its_page()
    {
        await EnterAsync();
        await ActionsAsync("first", "second");
        await GoAsync($"{Root}/rules/line-item?id={World.LineItem}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Change second" }).ClickAsync();
        await Input("Allocation (optional)").FillAsync("many");
        await ClickAsync("Save the action");
        await HasFaultAsync("Allocation (optional)", "must be a number");
        await Input("Allocation (optional)").FillAsync("-1");
        await ClickAsync("Save the action");
        await Assertions.Expect(Input("Allocation (optional)")).ToHaveAttributeAsync("aria-invalid", "true");
        await Input("Allocation (optional)").FillAsync("12.000001");
        await ClickAsync("Save the action");
        await SeesAsync("Saved.");
        Assert.Equal(
            12.000001m, (await Service.Api.ListActionsAsync(World.Instance, World.LineItem))[1].Allocation);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Change first" }).ClickAsync();
        await Page.Locator("summary", new() { HasText = "Remove the action" }).ClickAsync();
        await Page.Locator("button", new() { HasText = "Remove the action" }).ClickAsync();
        await SeesAsync("Deleted.");
        Assert.Equal(["second"], await NamesAsync());
    }

    [Fact]
    public async Task A_condition_of_several_lines_is_made_changed_and_refused_at_its_field()
    {
        await EnterAsync();
        await GoAsync($"{Root}/rules/conditions/new");
        await Input("It holds when").SelectOptionAsync("any");
        await Input("Key (optional)").Nth(0).FillAsync("level");
        await Input("Values are").Nth(0).SelectOptionAsync("number");
        await Input("Values (optional)").Nth(0).FillAsync("4");
        await ClickAsync("Another line");
        await Assertions.Expect(Input("Key (optional)")).ToHaveCountAsync(3);
        await Input("Key (optional)").Nth(2).FillAsync("site");
        await ClickAsync("Save the condition");
        await Assertions.Expect(Input("Values (optional)").Nth(2)).ToHaveAttributeAsync("aria-invalid", "true");
        await Input("Values (optional)").Nth(2).FillAsync("Berlin");
        await ClickAsync("Save the condition");
        await SeesAsync("(level is 4) or (site is \"Berlin\")");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await Assertions.Expect(Input("Values (optional)").Nth(1)).ToHaveValueAsync("Berlin");
        await Input("Comparison").Nth(1).SelectOptionAsync("not");
        await ClickAsync("Save the condition");
        await SeesAsync("(level is 4) or (site is not \"Berlin\")");
        var condition = Assert.Single(await Service.Api.ListConditionsAsync(World.Instance));
        Assert.Equal(4, condition.Conditions![0].Values![0].GetValue<int>());
    }

    [Fact]
    public async Task A_deeper_condition_is_written_as_json()
    {
        await EnterAsync();
        await Service.Api.AddConditionsAsync(World.Instance,
            [Condition.Or(Condition.And(Condition.In("a", "1"), Condition.In("b", "2"))) with { Name = "deep" }]);
        await GoAsync($"{Root}/rules");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Change deep" }).ClickAsync();
        await SeesAsync("more than the form with lines can say");
        await Input("Condition").FillAsync("""{ "operator": "XOR" }""");
        await ClickAsync("Save the JSON");
        await HasFaultAsync("Condition", "operator must be IN, NOT, AND or OR");
        await Input("Condition").FillAsync("""{ "operator": "AND", "conditions": [] }""");
        await ClickAsync("Save the JSON");
        await SeesAsync("$.conditions[0].conditions");
        await Input("Condition").FillAsync(
            """
            { "operator": "OR", "conditions": [{ "operator": "AND", "conditions": [
              { "operator": "NOT", "key": "a", "values": [true, 2] }] }] }
            """);
        await ClickAsync("Save the JSON");
        await SeesAsync("a is not true or 2");
    }

    [Fact]
    public async Task A_condition_in_use_is_not_deleted_and_the_page_says_why()
    {
        await EnterAsync();
        var condition = (await Service.Api.AddConditionsAsync(
            World.Instance, [Condition.In("department", "Sales") with { Name = "sales" }]))[0];
        await Service.Api.CreateActionsAsync(World.Instance, World.LineItem, [AccessAction.Deny(condition.Id)]);
        await GoAsync($"{Root}/rules");
        await DeleteAsync();
        await SeesAsync("An action refers to condition");
        await Service.Api.DeleteActionsAsync(World.Instance, World.LineItem);

        // On the same page: what was refused is asked anew.
        await Page.Locator("button", new() { HasText = "Delete" }).ClickAsync();
        await SeesAsync("Deleted.");
        Assert.Empty(await Service.Api.ListConditionsAsync(World.Instance));
    }

    private async Task DeleteAsync()
    {
        await Page.Locator("summary", new() { HasText = "Delete" }).ClickAsync();
        await Page.Locator("button", new() { HasText = "Delete" }).ClickAsync();
    }

    private async Task AddActionAsync(string name, string who, string decision)
    {
        if (!await Input("Name (optional)").IsVisibleAsync())
        {
            await Page.GetByText("New action").ClickAsync();
        }

        await Input("Name (optional)").FillAsync(name);
        await Input("Who (optional)").SelectOptionAsync(new SelectOptionValue { Label = who });
        await Input("Decision").SelectOptionAsync(decision);
        await ClickAsync("Add the action");
        await SeesAsync("Added.");
    }

    private async Task AskAsync(string department)
    {
        await GoAsync($"{Root}/check");
        await Input("Requester").FillAsync("bob@example.org");
        await Input("Attributes (optional)").FillAsync($"department={department}");
        await Input("Item").FillAsync("Render");
        await Input("Count (optional)").First.FillAsync("3");
        await ClickAsync("Check");
    }

    private async Task<IReadOnlyList<AccessAction>> ActionsAsync(params string[] names)
    {
        var condition = (await Service.Api.AddConditionsAsync(
            World.Instance, [Condition.In("department", "Engineering") with { Name = "engineers" }]))[0];
        return await Service.Api.CreateActionsAsync(
            World.Instance, World.LineItem,
            [.. names.Select((name, i) => AccessAction.Allow(condition.Id, 50 - i) with { Name = name })]);
    }

    private async Task<IEnumerable<string?>> NamesAsync() =>
        (await Service.Api.ListActionsAsync(World.Instance, World.LineItem)).Select(action => action.Name);
}

using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Rules;

public sealed class ActionsOnSqlite(SharedServices services) : ActionTests(services, Store.Sqlite);

public sealed class ActionsOnPostgres(SharedServices services) : ActionTests(services, Store.Postgres);

/// <summary>The ordered actions of a line item: made once, replaced, taken away (contract 7.1).</summary>
public abstract class ActionTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.1")]
    public async Task Actions_are_created_once_and_read_back_in_order(string version)
    {
        using var client = Service.ClientOf(version);
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        var (instance, lineItem) = (customer.Instance, customer.Id("A"));
        Assert.Empty(await client.ListActionsAsync(instance, lineItem));
        var engineering = await customer.ConditionAsync(Department.Is("Engineering"));
        AccessAction[] actions =
        [
            AccessAction.Allow(engineering, 2.5m) with { Name = "engineering" },
            AccessAction.Deny(engineering) with { Name = "engineering" },
            AccessAction.Allow(null, null),
        ];

        var created = await client.CreateActionsAsync(instance, lineItem, actions);

        Assert.Equal([actions[0] with { Used = 0 }, actions[1], actions[2]], created.Select(a => a with { Id = null }));
        Assert.All(created, action => Assert.True(Guid.TryParse(action.Id, out _)));
        Assert.Equal(created, await client.ListActionsAsync(instance, lineItem));
        await Refused.With(HttpStatusCode.Conflict, () => client.CreateActionsAsync(instance, lineItem, actions));
        await client.DeleteActionsAsync(instance, lineItem);
        await client.DeleteActionsAsync(instance, lineItem);
        Assert.Empty(await client.ListActionsAsync(instance, lineItem));
        Assert.Equal(3, (await client.CreateActionsAsync(instance, lineItem, actions)).Count);
    }

    [Fact]
    public async Task A_put_reorders_modifies_drops_and_adds_and_those_kept_keep_what_they_counted()
    {
        var customer = await UsedUpAsync();
        var (eng, pm, rest) = (await ListAsync(customer)) switch { [var a, var b, var c] => (a, b, c), _ => default };
        Assert.Equal("ALLOW 4/5, ALLOW 3/5, ALLOW 2/5", await customer.RulesOfAsync("A"));
        var sales = await customer.ConditionAsync(Department.Is("Sales"));

        var stored = await customer.RuleAsync(
            "A",
            AccessAction.Allow(sales, 7) with { Name = "new" },
            pm with { Allocation = 9, Name = "moved" },
            eng with { Allocation = 4 });

        Assert.Equal("ALLOW 0/7, ALLOW 3/9, ALLOW 4/4", Department.Text(stored));
        Assert.Equal([pm.Id, eng.Id], stored.Skip(1).Select(action => action.Id));
        Assert.DoesNotContain(rest.Id, stored.Select(action => action.Id));
        Assert.Equal("1203", await customer.AskFromAsync("Engineering", "1*a"));
        Assert.Equal("1101 A-6, 1203", await customer.AskFromAsync("Product Management", "6*a", "1*a"));
        Assert.Equal("1203", await customer.AskFromAsync("Research", "1*a"));
        Assert.Equal(15, await customer.UsedAsync("A"));

        // One that was dropped and is made again begins anew; one set below its use has nothing left.
        await customer.RuleAsync("A", (eng with { Allocation = 1 }), AccessAction.Allow(null, 5));
        Assert.Equal("ALLOW 4/1, ALLOW 0/5", await customer.RulesOfAsync("A"));
        Assert.Equal("1203", await customer.AskFromAsync("Engineering", "1*a"));
    }

    [Fact]
    public async Task A_kept_action_keeps_its_count_while_it_denies_and_shows_it_again_later()
    {
        var customer = await UsedUpAsync();
        var actions = await ListAsync(customer);

        await customer.RuleAsync("A", [.. actions.Select(action => action with { Effect = ActionEffect.Deny })]);
        Assert.Equal("DENY, DENY, DENY", await customer.RulesOfAsync("A"));
        Assert.Equal("1203", await customer.AskFromAsync("Engineering", "1*a"));
        await customer.RuleAsync("A", [.. actions]);

        Assert.Equal("ALLOW 4/5, ALLOW 3/5, ALLOW 2/5", await customer.RulesOfAsync("A"));
    }

    [Fact]
    public async Task Without_actions_a_line_item_is_open_and_its_counts_are_gone()
    {
        var customer = await UsedUpAsync();

        await customer.RuleAsync("A");
        Assert.Equal("1101 A-5", await customer.AskFromAsync("Research", "5*a"));
        await customer.RuleAsync("A", AccessAction.Allow(null, 5));

        Assert.Equal("ALLOW 0/5", await customer.RulesOfAsync("A"));
        Assert.Equal(14, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task All_actions_of_an_instance_are_listed_by_line_item_page_by_page()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        Assert.Empty((await Service.Admin.ListInstanceActionsAsync(customer.Instance)).Items);
        foreach (var (name, i) in new[] { "C", "A", "without", "B" }.Select((name, i) => (name, i)))
        {
            await customer.MapAsync(name, 10, lineItem => lineItem with { End = lineItem.End.AddDays(i) });
            if (name != "without")
            {
                await customer.RuleAsync(name, AccessAction.Allow(null, i + 1), AccessAction.Deny(
                    await customer.ConditionAsync(Department.Is("Sales"))));
            }
        }

        await customer.AskAsync("1*a");
        var names = new List<string>();
        for (long next = 0, pages = 0; pages == 0 || next != 0; pages++)
        {
            var page = await Plain.SendAsync(
                Service, "GET", $"/instances/{customer.Instance}/line-items/actions?next={next}&size=1", null);
            var lineItem = Assert.Single(page["lineItems"]!.AsArray())!;
            names.Add(lineItem["lineItemId"]!.GetValue<string>());
            Assert.Equal(2, lineItem["actions"]!.AsArray().Count);
            next = page["next"]!.GetValue<long>();
        }

        var all = (await Service.Admin.ListInstanceActionsAsync(customer.Instance)).Items;
        Assert.Equal(new[] { "C", "A", "B" }.Select(customer.Id), names);
        Assert.Equal(names, all.Select(lineItem => lineItem.LineItemId));
        Assert.Equal(
            ["ALLOW 1/1, DENY", "ALLOW 0/2, DENY", "ALLOW 0/4, DENY"], all.Select(l => Department.Text(l.Actions)));
    }

    [Fact]
    public async Task A_client_changes_the_actions_of_its_own_instance_only()
    {
        var (own, other) = (await Customer.NewAsync(Service, "a=1"), await Customer.NewAsync(Service, "a=1"));
        await own.MapAsync("A", 10);
        await other.MapAsync("A", 10);
        using var client = Service.ClientWith(await Service.ClientKeyFor(own.Instance));
        AccessAction[] actions = [AccessAction.Allow(null, 5)];

        await client.PutActionsAsync(own.Instance, own.Id("A"), actions);
        await Refused.With(
            HttpStatusCode.Forbidden, () => client.PutActionsAsync(other.Instance, other.Id("A"), actions));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListInstanceActionsAsync(other.Instance));
        await Refused.With(
            HttpStatusCode.NotFound, () => client.PutActionsAsync(own.Instance, other.Id("A"), actions));
        await Refused.With(HttpStatusCode.NotFound, () => client.ListActionsAsync(own.Instance, other.Id("A")));
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteActionsAsync(own.Instance, other.Id("A")));
        Assert.Equal("", await other.RulesOfAsync("A"));
    }

    // "A" has 4 of 5 used by engineering, 3 of 5 by product management, 2 of 5 by all others.
    private async Task<Customer> UsedUpAsync()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var (engineering, product) = (
            await customer.ConditionAsync(Department.Is("Engineering")),
            await customer.ConditionAsync(Department.Is("Product Management")));
        await customer.RuleAsync(
            "A", AccessAction.Allow(engineering, 5), AccessAction.Allow(product, 5), AccessAction.Allow(null, 5));
        await customer.AskFromAsync("Engineering", "4*a");
        await customer.AskFromAsync("Product Management", "3*a");
        await customer.AskFromAsync("Research", "2*a");
        return customer;
    }

    private Task<IReadOnlyList<AccessAction>> ListAsync(Customer customer) =>
        Service.Admin.ListActionsAsync(customer.Instance, customer.Id("A"));
}

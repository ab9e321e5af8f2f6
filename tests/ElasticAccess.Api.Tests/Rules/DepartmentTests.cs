using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Rules;

public sealed class DepartmentsOnSqlite(SharedServices services) : DepartmentTests(services, Store.Sqlite);

public sealed class DepartmentsOnPostgres(SharedServices services) : DepartmentTests(services, Store.Postgres);

/// <summary>The acceptance examples A12 and A13, and the tutorial's scenario with them, in both versions.</summary>
public abstract class DepartmentTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData("v1.0", "")]
    [InlineData("v1.1", "1")]
    public async Task Three_departments_share_200_tokens_and_nobody_else_gets_any(string version, string one)
    {
        using var client = Service.ClientOf(version);
        var customer = await Customer.NewAsync(Service, "a=1");
        customer.Client = client;
        await customer.MapAsync("A", 200);
        var engineering = await customer.ConditionAsync(Department.Is("Engineering"));
        var product = await customer.ConditionAsync(Department.Is("Product Management", "Product Marketing"));
        await client.CreateActionsAsync(
            customer.Instance,
            customer.Id("A"),
            [AccessAction.Allow(engineering, 150), AccessAction.Allow(product, 50)]);

        Assert.Equal($"{one}101 A-150", await customer.AskFromAsync("Engineering", "150*a"));
        Assert.Equal($"{one}203", await customer.AskFromAsync("Engineering", "1*a"));
        Assert.Equal($"{one}101 A-30", await customer.AskFromAsync("Product Management", "30*a"));
        Assert.Equal($"{one}101 A-20", await customer.AskFromAsync("Product Marketing", "20*a"));
        Assert.Equal($"{one}203", await customer.AskFromAsync("Product Management", "1*a"));
        Assert.Equal($"{one}203", await customer.AskFromAsync("Sales", "1*a"));
        Assert.Equal($"{one}203", await customer.AskAsync("1*a"));
        Assert.Equal("ALLOW 150/150, ALLOW 50/50", await customer.RulesOfAsync("A"));
        Assert.Equal(200, await customer.UsedAsync("A"));
    }

    [Theory]
    [InlineData("v1.0", "")]
    [InlineData("v1.1", "1")]
    public async Task Whoever_one_line_item_denies_is_served_from_the_next(string version, string one)
    {
        using var client = Service.ClientOf(version);
        var customer = await Customer.NewAsync(Service, "a=1");
        customer.Client = client;
        await customer.MapAsync("A", 10);
        await customer.MapAsync("B", 10, lineItem => lineItem with { End = lineItem.End.AddDays(1) });
        var sales = await customer.ConditionAsync(Department.Is("Sales"));
        await customer.RuleAsync("A", AccessAction.Deny(sales), AccessAction.Allow(null, null));

        Assert.Equal($"{one}101 B-2", await customer.AskFromAsync("Sales", "2*a"));
        Assert.Equal($"{one}101 A-2", await customer.AskFromAsync("Engineering", "2*a"));
        Assert.Equal($"{one}203", await customer.AskFromAsync("Sales", "9*a"));
        Assert.Equal("DENY, ALLOW", await customer.RulesOfAsync("A"));
    }

    [Fact]
    public async Task An_exhausted_allocation_does_not_fall_through_but_the_next_line_item_serves()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var engineering = await customer.ConditionAsync(Department.Is("Engineering"));
        await customer.RuleAsync(
            "A",
            AccessAction.Allow(engineering, 10),
            AccessAction.Allow(engineering, 20),
            AccessAction.Allow(null, null));

        Assert.Equal("1203, 1101 A-10, 1203", await customer.AskFromAsync("Engineering", "11*a", "10*a", "1*a"));
        Assert.Equal("1101 A-30", await customer.AskFromAsync("Sales", "30*a"));
        await customer.MapAsync("B", 100, lineItem => lineItem with { End = lineItem.End.AddDays(1) });
        Assert.Equal("1101 B-1", await customer.AskFromAsync("Engineering", "1*a"));
        Assert.Equal("ALLOW 10/10, ALLOW 0/20, ALLOW", await customer.RulesOfAsync("A"));
    }

    [Fact]
    public async Task An_allocation_bounds_paid_tokens_and_overdraft_together()
    {
        var customer = await Customer.NewAsync(Service, "a=1", "free=0");
        await customer.MapAsync("A", 10, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Unlimited },
        });
        await customer.RuleAsync("A", AccessAction.Allow(null, 12.5m));

        Assert.Equal("1101 A-11, 1203, 1101 A-1.5, 1203, 1101 A-0",
            await customer.AskAsync("11*a", "2*a", "1.5*a", "0.000001*a", "1*free"));
    }

    // Conditions of every kind, asked by maria of Engineering in Berlin, floor 3, with two badges.
    public static TheoryData<string, bool> Conditions => new()
    {
        { """{ "operator": "IN", "key": "department", "values": ["Sales", "Engineering"] }""", true },
        { """{ "operator": "IN", "key": "department", "values": ["engineering"] }""", false },
        { """{ "operator": "NOT", "key": "department", "values": ["Engineering"] }""", false },
        { """{ "operator": "NOT", "key": "missing", "values": ["x"] }""", true },
        { """{ "operator": "IN", "key": "$type", "values": ["user"] }""", true },
        { """{ "operator": "IN", "key": "$value", "values": ["maria"] }""", true },
        { """{ "operator": "IN", "key": "$value", "values": ["eve"] }""", false },
        { """{ "operator": "IN", "key": "floor", "values": [3.0] }""", true },
        { """{ "operator": "IN", "key": "floor", "values": ["3"] }""", false },
        { """{ "operator": "IN", "key": "isLead", "values": [true] }""", true },
        { """{ "operator": "IN", "key": "badges", "values": ["blue"] }""", true },
        { """{ "operator": "IN", "key": "badges", "values": ["green"] }""", false },
        { """
          { "operator": "AND", "conditions": [ { "operator": "IN", "key": "department", "values": ["Engineering"] },
            { "operator": "OR", "conditions": [ { "operator": "IN", "key": "floor", "values": [1, 2] },
              { "operator": "NOT", "key": "site", "values": ["London", "Paris"] } ] } ] }
          """, true },
        { """
          { "operator": "AND", "conditions": [ { "operator": "IN", "key": "department", "values": ["Engineering"] },
            { "operator": "NOT", "key": "site", "values": ["Berlin"] } ] }
          """, false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_condition_looks_at_the_requester_and_its_dictionary(string condition, bool isMet)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        var stored = await Plain.SendAsync(Service, "POST", $"/instances/{customer.Instance}/conditions", $"[{condition}]");
        var id = stored[0]!["id"]!.GetValue<string>();
        await customer.RuleAsync("A", AccessAction.Allow(id, 10));

        var answer = await Plain.SendAsync(Service, "POST", $"/instances/{customer.Instance}/access-request", """
            { "requester": { "type": "user", "value": "maria", "dictionary": { "department": "Engineering", "floor": 3,
                "site": "Berlin", "isLead": true, "badges": ["red", "blue"], "$value": "eve" } },
              "requestedItems": [ { "item": "a", "count": 1 } ] }
            """);

        Assert.Equal(isMet ? "1101" : "1203", answer["requestedItems"]![0]!["status"]!["code"]!.GetValue<string>());
    }
}

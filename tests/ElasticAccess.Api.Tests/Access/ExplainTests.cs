using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Rules;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class ExplainOnSqlite(SharedServices services) : ExplainTests(services, Store.Sqlite);

public sealed class ExplainOnPostgres(SharedServices services) : ExplainTests(services, Store.Postgres);

/// <summary><c>?explain=true</c>: what every line item had to give, and why not (contract 18.4).</summary>
public abstract class ExplainTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Each_line_item_is_named_in_charging_order_with_what_decided()
    {
        var customer = await Customer.NewAsync(Service, "a=2", "free=0");
        var broken = await Customer.NewAsync(Service);
        await Service.Admin.AddRateTableAsync(
            new("f", DateTimeOffset.UnixEpoch, [RateTableItem.ByFormula("a", "cores")], broken.Series));
        await MapAsync(customer, "1-off", l => l with { Attributes = l.Attributes with { Elastic = false } });
        await MapAsync(customer, "2-unrated", l => l with { Attributes = l.Attributes with { RateTableSeries = "none" } });
        await MapAsync(customer, "3-formula", l => l with { Attributes = l.Attributes with { RateTableSeries = broken.Series } });
        await MapAsync(customer, "4-denied", l => l);
        await MapAsync(customer, "5-nobody", l => l);
        await MapAsync(customer, "6-bounded", l => l);
        var number = new LineItemAttributes { OverdraftType = OverdraftType.Number, OverdraftLimit = 5 };
        await MapAsync(customer, "7-open", l => l with { Attributes = number with { RateTableSeries = customer.Series } });
        var sales = await customer.ConditionAsync(Department.Is("Sales"));
        var denied = await customer.RuleAsync("4-denied", AccessAction.Deny());
        await customer.RuleAsync("5-nobody", AccessAction.Allow(sales, 10));
        var allowed = await customer.RuleAsync("6-bounded", AccessAction.Allow(sales, 10), AccessAction.Allow(null, 6));
        await Service.Admin.PutConsumptionLimitAsync(
            customer.Instance, customer.Id("6-bounded"), new(4, LimitInterval.Year));

        var first = await ExplainAsync(customer, "3*a", "1*free", "99*a");

        Assert.Equal(
            [
                "1-off NOT_USABLE: - rate -; action -; limit -; 10+0, took 0",
                "2-unrated NOT_RATED: - rate -; action -; limit -; 10+0, took 0",
                "3-formula FORMULA_FAILED: f rate -; action -; limit -; 10+0, took 0",
                $"4-denied DENIED: 1 rate 2; action DENY {denied[0].Id} -/-; limit -; 10+0, took 0",
                "5-nobody DENIED: 1 rate 2; action DENY - -/-; limit -; 10+0, took 0",
                $"6-bounded CHARGED: 1 rate 2; action ALLOW {allowed[1].Id} 6/6; limit 4/4; 10+0, took 4",
                "7-open CHARGED: 1 rate 2; action -; limit -; 10+5, took 2",
            ],
            first[0]);
        Assert.Equal(
            [
                $"6-bounded CHARGED: 1 rate 0; action ALLOW {allowed[1].Id} 2/6; limit 0/4; 6+0, took 0",
                "7-open AVAILABLE: 1 rate 0; action -; limit -; 8+5, took 0",
            ],
            first[1][5..]);
        Assert.Equal("3-formula NOT_RATED: f rate -; action -; limit -; 10+0, took 0", first[1][2]);
        Assert.EndsWith("7-open AVAILABLE: 1 rate 2; action -; limit -; 8+5, took 0", first[2][6]);
    }

    [Fact]
    public async Task The_formulas_fault_the_tables_time_and_the_next_reset_are_told()
    {
        var customer = await Customer.NewAsync(Service);
        await Service.Admin.AddRateTableAsync(
            new("f", DateTimeOffset.FromUnixTimeMilliseconds(1234), [RateTableItem.ByFormula("a", "cores")], customer.Series));
        await customer.MapAsync("A", 10);
        var limit = await Service.Admin.PutConsumptionLimitAsync(
            customer.Instance, customer.Id("A"), new(4, LimitInterval.Year));

        var item = await AskAsync(customer, "?explain=true", """{ "item": "a", "count": 1 }""");
        var told = item["explanation"]![0]!;
        Assert.Equal("1206", item["status"]!["code"]!.GetValue<string>());
        Assert.Equal("the variable 'cores' is missing", told["formula"]!.GetValue<string>());
        Assert.Equal(customer.Series, told["rateTable"]!["series"]!.GetValue<string>());
        Assert.Equal(1234, told["rateTable"]!["effectiveFrom"]!.GetValue<long>());

        item = await AskAsync(
            customer, "?explain=true", """{ "item": "a", "count": 1, "variables": { "cores": 2 } }""");
        told = item["explanation"]![0]!;
        Assert.Equal(limit.NextReset!.Value.ToUnixTimeMilliseconds(), told["limit"]!["nextReset"]!.GetValue<long>());
        Assert.Equal(2, told["taken"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?explain=false")]
    public async Task Nothing_is_explained_unless_asked(string query)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var item = await AskAsync(customer, query, """{ "item": "a", "count": 1 }""");

        Assert.Null(item["explanation"]);
    }

    [Theory]
    [InlineData("?explain=yes", "$.explain")]
    [InlineData("?explain=", "$.explain")]
    [InlineData("?dryRun=1", "$.dryRun")]
    [InlineData("?dryRun=true&dryRun=false", "$.dryRun")]
    public async Task A_flag_is_true_or_false(string query, string path)
    {
        var refused = await Plain.SendAsync(
            Service, "POST", $"/instances/{await Service.NewInstance()}/access-request{query}",
            """
            { "requester": { "type": "user", "value": "maria" }, "requestedItems": [ { "item": "a", "count": 1 } ] }
            """,
            System.Net.HttpStatusCode.BadRequest);

        Assert.Equal($"{path}: must be given once, as true or false", refused["message"]!.GetValue<string>());
    }

    private static Task MapAsync(Customer customer, string name, Func<LineItem, LineItem> change) =>
        customer.MapAsync(name, 10, lineItem => change(lineItem));

    private async Task<string[][]> ExplainAsync(Customer customer, params string[] items)
    {
        var access = await Service.Admin.RequestOneOffAsync(
            customer.Instance, Customer.Maria, [.. items.Select(Customer.Item)], new() { Explain = true });
        return [.. access.RequestedItems.Select(item => JsonNode.Parse(item.Explanation!.Value.GetRawText())!.AsArray()
            .Select(Text).ToArray())];
    }

    private static string Text(JsonNode? told)
    {
        string Of(string member, JsonNode? of = null) => (of ?? told)![member]?.ToString() ?? "-";
        var (table, action, limit) = (told!["rateTable"], told["action"], told["limit"]);
        return $"{Of("activationId").Split('~')[0]} {Of("result")}: {(table is null ? "-" : Of("version", table))} rate {Of("rate")}; "
            + $"action {(action is null ? "-" : $"{Of("decision", action)} {Of("id", action)} {Of("left", action)}/{Of("allocation", action)}")}; "
            + $"limit {(limit is null ? "-" : $"{Of("left", limit)}/{Of("limit", limit)}")}; "
            + $"{Of("available")}+{Of("availableOverdraft")}, took {Of("taken")}";
    }

    private async Task<JsonNode> AskAsync(Customer customer, string query, string item) => (await Plain.SendAsync(
        Service, "POST", $"/instances/{customer.Instance}/access-request{query}",
        $$"""{ "requester": { "type": "user", "value": "maria" }, "requestedItems": [ {{item}} ] }"""))
            ["requestedItems"]![0]!;
}

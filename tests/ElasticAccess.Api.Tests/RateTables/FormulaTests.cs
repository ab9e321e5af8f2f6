using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Rules;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.RateTables;

public sealed class FormulasOnSqlite(SharedServices services) : FormulaTests(services, Store.Sqlite);

public sealed class FormulasOnPostgres(SharedServices services) : FormulaTests(services, Store.Postgres);

/// <summary>Items that are priced by a formula over variables of the request (contract 5.1).</summary>
public abstract class FormulaTests(SharedServices services, Store store) : ApiTest(services, store)
{
    // A formula, the variables of the request, and what two counts of the item come to.
    [Theory]
    [InlineData("cores * 0.5", "cores=8", "1101 A-8")]
    [InlineData("Cores * 0.5", "CORES=8", "1101 A-8")]
    [InlineData("MAX(1, cores * 0.5)", "cores=1 other=7", "1101 A-2")]
    [InlineData("CEILING.MATH(minutes / 15) * POWER(2, level)", "minutes=31 level=3", "1101 A-48")]
    [InlineData("ROUND(x, 2)", "x=1.005", "1101 A-2.02")]
    [InlineData("x / 3", "x=1", "1101 A-0.666666")]
    [InlineData("0", "", "1101 A-0")]
    [InlineData("cores * 0.5", "", "1206")]
    [InlineData("cores * 0.5", "core=8", "1206")]
    [InlineData("1 - x", "x=1.5", "1206")]
    [InlineData("1 / x", "x=0", "1206")]
    [InlineData("x ^ 3", "x=9000000000", "1206")]
    public async Task A_formula_is_evaluated_with_the_variables_of_the_request(string formula, string variables, string expected)
    {
        var customer = await Customer.NewAsync(Service);
        await PublishAsync(customer, formula);
        await customer.MapAsync("A", 1_000);

        Assert.Equal(expected, await AskAsync(customer, variables));
        Assert.Equal(expected.Replace("1101", "101").Replace("1206", "206"), await AskAsync(customer, variables, "v1.0"));
    }

    [Fact]
    public async Task Where_one_series_has_a_value_the_failure_of_another_does_not_matter()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        var other = await Customer.NewAsync(Service);
        await PublishAsync(other, "x");
        await customer.MapAsync("A", 10, lineItem => lineItem with { Attributes = new() { RateTableSeries = other.Series } });
        await customer.MapAsync("B", 10, lineItem => lineItem with { End = lineItem.End.AddDays(1) });

        Assert.Equal("1101 B-6", await AskAsync(customer, ""));
        Assert.Equal("1101 A-4", await AskAsync(customer, "x=2"));
        Assert.Equal("1202", await AskAsync(customer, "", count: 4));
    }

    [Fact]
    public async Task A_formula_is_listed_as_it_was_written_beside_rates()
    {
        var customer = await Customer.NewAsync(Service);
        RateTableItem[] items = [RateTableItem.ByFormula("a", " Max( 1,cores ) ", "2.0"), RateTableItem.AtRate("a", 0.5m)];
        await Service.Admin.AddRateTableAsync(new("1", DateTimeOffset.UnixEpoch, items, customer.Series));

        var listed = (await Service.Admin.ListRateTablesAsync()).Single(table => table.Series == customer.Series);

        Assert.Equal(items, listed.Items);
    }

    [Theory]
    [InlineData("\"formula\": \"1 +\"", "$.items[1].formula: ")]
    [InlineData("\"formula\": \"\"", "$.items[1].formula: ")]
    [InlineData("\"formula\": \"2 $ 3\"", "$.items[1].formula: ")]
    [InlineData("\"formula\": \"MAX(1)\"", "$.items[1].formula: ")]
    [InlineData("\"formula\": \"x\", \"rate\": 1", "$.items[1].formula: an item has either a rate or a formula")]
    [InlineData("\"formula\": 5", "$.items[1].formula: integer found, string expected")]
    [InlineData("\"formula\": null", "$.items[1].rate: is missing but it is required")]
    public async Task A_formula_that_is_none_is_refused_with_its_path_and_position(string price, string text)
    {
        var answer = await PostAsync("v1.1", price, HttpStatusCode.BadRequest);

        var error = answer["error"]!.GetValue<string>();
        Assert.StartsWith(text, error, StringComparison.Ordinal);
        Assert.Matches(text.EndsWith("formula: ", StringComparison.Ordinal) ? @"\(position \d+\)$" : ".", error);
    }

    [Fact]
    public async Task Version_1_0_ignores_a_formula_and_requires_a_rate()
    {
        var refused = await PostAsync("v1.0", "\"formula\": \"1 + 1\"", HttpStatusCode.BadRequest);
        Assert.Equal("$.items[1].rate: is missing but it is required", refused["error"]!.GetValue<string>());

        var series = $"series-{Guid.NewGuid():N}";
        await PostAsync("v1.0", "\"formula\": \"1 +\", \"rate\": 3", HttpStatusCode.Created, series);
        var listed = (await Service.Admin.ListRateTablesAsync()).Single(table => table.Series == series);
        Assert.Equal(RateTableItem.AtRate("b", 3), listed.Items[1]);
    }

    [Theory]
    [InlineData("""{ "x": "1" }""", "$.requestedItems[0].variables.x")]
    [InlineData("""{ "x": null }""", "$.requestedItems[0].variables.x")]
    [InlineData("""{ "x": 1, "x": 2 }""", "$.requestedItems[0].variables.x")]
    [InlineData("[]", "$.requestedItems[0].variables")]
    [InlineData("7", "$.requestedItems[0].variables")]
    public async Task Variables_are_an_object_of_numbers(string variables, string path)
    {
        var answer = await Plain.SendAsync(
            Service, "POST", $"/instances/{await Service.NewInstance()}/access-request",
            $$"""
            { "requester": { "type": "user", "value": "maria" },
              "requestedItems": [ { "item": "a", "count": 1, "variables": {{variables}} } ] }
            """,
            HttpStatusCode.BadRequest);

        Assert.StartsWith($"{path}: ", answer["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Task PublishAsync(Customer customer, string formula) => customer.Client.AddRateTableAsync(
        new("1", DateTimeOffset.UnixEpoch, [RateTableItem.ByFormula("a", formula)], customer.Series));

    private async Task<string> AskAsync(Customer customer, string variables, string version = "v1.1", decimal count = 2)
    {
        using var client = Service.ClientOf(version);
        var item = new RequestedItem("a", null, count)
        {
            Variables = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('='))
                .ToDictionary(v => v[0], v => decimal.Parse(v[1])),
        };
        return Customer.Text(await client.RequestOneOffAsync(customer.Instance, Customer.Maria, [item]));
    }

    private async Task<JsonNode> PostAsync(string version, string price, HttpStatusCode status, string series = "none")
    {
        using var answer = await Service.Raw.PostAsync(
            new Uri($"/api/{version}/rate-tables", UriKind.Relative),
            new StringContent(
                $$"""
                { "effectiveFrom": 0, "version": "1", "series": "{{series}}",
                  "items": [ { "name": "a", "rate": 1 }, { "name": "b", {{price}} } ] }
                """,
                System.Text.Encoding.UTF8,
                "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }
}

using System.Net;
using System.Net.Http.Json;
using ElasticAccess.Api.Tests.Rules;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Limits;

public sealed class LimitsOnSqlite(SharedServices services) : LimitTests(services, Store.Sqlite);

public sealed class LimitsOnPostgres(SharedServices services) : LimitTests(services, Store.Postgres);

/// <summary>The limit as a resource of a line item, and beside rules and other line items (contract 12).</summary>
public abstract class LimitTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly ConsumptionLimit Five = new(5.5m, LimitInterval.Year);

    [Fact]
    public async Task A_limit_is_set_read_and_taken_away()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var (client, instance, lineItem) = (Service.Admin, customer.Instance, customer.Id("A"));
        Assert.Null(await client.FindConsumptionLimitAsync(instance, lineItem));
        await Refused.With(HttpStatusCode.NotFound, () => client.DeleteConsumptionLimitAsync(instance, lineItem));
        var newYear = new DateTimeOffset(DateTime.UtcNow.Year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var stored = Five with { NextReset = newYear };
        Assert.Equal(stored, await client.PutConsumptionLimitAsync(instance, lineItem, Five));
        Assert.Equal(stored, await client.FindConsumptionLimitAsync(instance, lineItem));
        Assert.Equal("1205, 1101 A-5.5, 1205", await customer.AskAsync("6*a", "5.5*a", "0.000001*a"));

        await client.DeleteConsumptionLimitAsync(instance, lineItem);
        Assert.Null(await client.FindConsumptionLimitAsync(instance, lineItem));
        Assert.Equal("1101 A-50", await customer.AskAsync("50*a"));
        Assert.Equal(55.5m, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task All_limits_of_an_instance_are_listed_by_line_item_and_each_as_it_is_read_alone()
    {
        var customer = await LimitedAsync();
        var (client, instance) = (Service.Admin, customer.Instance);
        await customer.MapAsync("B", 100);
        await customer.MapAsync("C", 100);
        await customer.MapAsync("D", 100);
        await client.PutConsumptionLimitAsync(instance, customer.Id("D"), new(0, LimitInterval.Week));
        await client.PutConsumptionLimitAsync(instance, customer.Id("C"), Five with { Limit = 7 });
        Assert.Equal(["A", "C", "D"], await NamesAsync());

        await foreach (var limit in client.AllConsumptionLimitsAsync(instance))
        {
            Assert.Equal(
                await client.FindConsumptionLimitAsync(instance, limit.LineItemId),
                new(limit.Limit, limit.Interval, limit.NextReset));
        }

        await client.DeleteConsumptionLimitAsync(instance, customer.Id("C"));
        await customer.MapAsync("D", 100, lineItem => lineItem with { State = LineItemState.Obsolete });
        Assert.Equal(["A", "D"], await NamesAsync());
        await client.DeleteLineItemAsync(instance, customer.Id("D"));
        Assert.Equal(["A"], await NamesAsync());

        async Task<List<string>> NamesAsync()
        {
            var limits = await client.AllConsumptionLimitsAsync(instance).ToListAsync();
            return limits.ConvertAll(limit => "ABCD".Single(name => customer.Id($"{name}") == limit.LineItemId) + "");
        }
    }

    [Fact]
    public async Task A_list_of_limits_is_walked_page_after_page()
    {
        var customer = await LimitedAsync();
        var expected = new List<string> { customer.Id("A") };
        foreach (var name in new[] { "B", "C", "D", "E" })
        {
            await customer.MapAsync(name, 100);
            await Service.Admin.PutConsumptionLimitAsync(customer.Instance, customer.Id(name), Five);
            expected.Add(customer.Id(name));
        }

        var seen = new List<string>();
        for (var next = 0L; ;)
        {
            var page = await Service.Admin.ListConsumptionLimitsAsync(customer.Instance, next, size: 1);
            seen.AddRange(page.Items.Select(limit => limit.LineItemId));
            next = page.Next;
            if (!page.HasMore)
            {
                break;
            }
        }

        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task A_client_lists_the_limits_of_its_own_instance_and_of_no_other()
    {
        var (own, other) = (await LimitedAsync(), await LimitedAsync());
        using var client = Service.ClientWith(await Service.ClientKeyFor(own.Instance));

        Assert.Equal([own.Id("A")], (await client.ListConsumptionLimitsAsync(own.Instance)).Items.Select(
            limit => limit.LineItemId));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListConsumptionLimitsAsync(other.Instance));
        await Refused.With(
            HttpStatusCode.NotFound, () => Service.Admin.ListConsumptionLimitsAsync($"{Guid.NewGuid()}"));
    }

    [Fact]
    public async Task Each_requester_is_a_type_and_a_value()
    {
        var customer = await LimitedAsync();
        Assert.Equal("1101 A-5", await AskAsync(customer, new("user", "maria"), "5*a"));
        Assert.Equal("1205", await AskAsync(customer, new("user", "maria"), "1*a"));
        Assert.Equal("1101 A-5", await AskAsync(customer, new("device", "maria"), "5*a"));
        Assert.Equal("1101 A-5", await AskAsync(customer, new("user", "Maria"), "5*a"));
        Assert.Equal("1205", await AskAsync(customer, new("device", "maria"), "1*a"));
    }

    [Fact]
    public async Task Whoever_reached_the_limit_is_served_from_the_next_line_item()
    {
        var customer = await LimitedAsync();
        await customer.MapAsync("B", 10, lineItem => lineItem with { End = lineItem.End.AddDays(1) });

        Assert.Equal("1101 A-4, 1101 A-1.5 B-2.5, 1101 B-7, 1205",
            await customer.AskAsync("4*a", "4*a", "7*a", "1*a"));
    }

    [Fact]
    public async Task A_denial_is_named_before_a_limit_and_a_limit_before_want_of_tokens()
    {
        var customer = await LimitedAsync();
        Assert.Equal("1205", await customer.AskAsync("1000*a"));
        await customer.RuleAsync("A", AccessAction.Allow(null, 2));
        Assert.Equal("1203, 1101 A-2, 1203", await customer.AskAsync("6*a", "2*a", "1*a"));
        await customer.RuleAsync("A");
        await customer.MapAsync("A", 2);
        Assert.Equal("1202, 1205", await customer.AskAsync("3*a", "4*a"));
    }

    [Fact]
    public async Task A_session_is_limited_as_a_one_off_request_is()
    {
        var customer = await LimitedAsync();
        var session = await Plain.SendAsync(
            Service, "POST", "/sessions", $$"""{ "instanceId": "{{customer.Instance}}" }""");
        var path = $"/sessions/{session["sessionId"]}";
        static string Body(int count) => $$"""
            { "requester": { "type": "user", "value": "maria" }, "rollbackOnDeny": true,
              "requestedItems": [ { "item": "a", "count": {{count}} } ] }
            """;

        await Plain.SendAsync(Service, "PUT", path, Body(5));
        var denied = await Plain.SendAsync(Service, "PUT", path, Body(6), HttpStatusCode.Forbidden);

        Assert.Equal("1205", denied["requestedItems"]![0]!["status"]!["code"]!.GetValue<string>());
        Assert.Equal("1205", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task A_client_limits_its_own_instance_only()
    {
        var (own, other) = (await LimitedAsync(), await LimitedAsync());
        using var client = Service.ClientWith(await Service.ClientKeyFor(own.Instance));

        await client.PutConsumptionLimitAsync(own.Instance, own.Id("A"), Five with { Limit = 0 });
        Assert.Equal(0, (await client.FindConsumptionLimitAsync(own.Instance, own.Id("A")))!.Limit);
        Assert.Equal("1205", await own.AskAsync("1*a"));
        await client.DeleteConsumptionLimitAsync(own.Instance, own.Id("A"));
        await Refused.With(
            HttpStatusCode.Forbidden, () => client.FindConsumptionLimitAsync(other.Instance, other.Id("A")));
        await Refused.With(
            HttpStatusCode.Forbidden, () => client.PutConsumptionLimitAsync(other.Instance, other.Id("A"), Five));
        await Refused.With(
            HttpStatusCode.Forbidden, () => client.DeleteConsumptionLimitAsync(other.Instance, other.Id("A")));
        await Refused.With(
            HttpStatusCode.NotFound, () => client.PutConsumptionLimitAsync(own.Instance, other.Id("A"), Five));
        Assert.Null(await client.FindConsumptionLimitAsync(own.Instance, other.Id("A")));
    }

    [Fact]
    public async Task Version_1_0_has_no_limits_but_obeys_them()
    {
        var customer = await LimitedAsync();
        using var client = Service.ClientOf("v1.0");
        customer.Client = client;
        var path = $"instances/{customer.Instance}/line-items/{customer.Id("A")}/consumption-limit";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(
                method, new Uri($"/provisioning/api/v1.0/{path}", UriKind.Relative));
            request.Content = JsonContent.Create(new { limit = 1, interval = "DAY" });
            using var answer = await Service.Raw.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal("101 A-5, 205", await customer.AskAsync("5*a", "1*a"));
    }

    // "A" with 100 tokens, of which each requester may take 5.5 a year.
    private async Task<Customer> LimitedAsync()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        await Service.Admin.PutConsumptionLimitAsync(customer.Instance, customer.Id("A"), Five);
        return customer;
    }

    private static async Task<string> AskAsync(Customer customer, Requester requester, string item) =>
        Customer.Text(await customer.Client.RequestOneOffAsync(customer.Instance, requester, [Customer.Item(item)]));
}

using System.Net;
using System.Text.Json.Nodes;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Access;

public sealed class RequestOneOffAccessOnSqlite(SharedServices services)
    : RequestOneOffAccessTests(services, Store.Sqlite);

public sealed class RequestOneOffAccessOnPostgres(SharedServices services)
    : RequestOneOffAccessTests(services, Store.Postgres);

public abstract class RequestOneOffAccessTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Theory]
    [InlineData(ApiVersion.V10, "202, 101 A-6")]
    [InlineData(ApiVersion.V11, "1202, 1101 A-6")]
    public async Task Items_are_granted_in_order_for_as_long_as_the_tokens_last(ApiVersion version, string expected)
    {
        var customer = await Customer.NewAsync(Service, "a=3", "b=7");
        using var client = Service.ClientWith(Service.AdminKey, version);
        customer.Client = client;
        await customer.MapAsync("A", 20);

        Assert.Equal(expected, await customer.AskAsync("3*b", "2*a"));
        Assert.Equal(6, await customer.UsedAsync("A"));
    }

    [Theory]
    [InlineData(ApiVersion.V10, "201, 101 A-15")]
    [InlineData(ApiVersion.V11, "1201, 1101 A-15")]
    public async Task An_unknown_item_does_not_stop_the_next(ApiVersion version, string expected)
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        using var client = Service.ClientWith(Service.AdminKey, version);
        customer.Client = client;
        await customer.MapAsync("A", 20);

        Assert.Equal(expected, await customer.AskAsync("1*unknown", "5*a"));
    }

    [Fact]
    public async Task Without_a_usable_line_item_nothing_is_available()
    {
        var customer = await Customer.NewAsync(Service, "a=3");

        Assert.Equal("1204, 1204", await customer.AskAsync("1*a", "1*unknown"));

        await customer.MapAsync("A", 20, lineItem => lineItem with { Attributes = new() { Elastic = false } });
        Assert.Equal("1204", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task The_same_item_twice_is_served_one_after_the_other()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 10);

        Assert.Equal("1101 A-6, 1101 A-3, 1202, 1202", await customer.AskAsync("2*a", "1*a", "1*a", "1*a"));
    }

    [Fact]
    public async Task The_answer_echoes_requester_and_items_and_has_an_id_that_the_ledger_knows()
    {
        var customer = await Customer.NewAsync(Service, "a/1.0=2.5");
        await customer.MapAsync("A", 20);

        var access = await customer.RequestAsync("4*a/1.0", "1*a/2.0");

        Assert.Equal(("user", "maria"), (access.Requester!.Type, access.Requester.Value));
        Assert.Equal([("a", "1.0", 4m), ("a", "2.0", 1m)],
            access.RequestedItems.Select(i => (i.Item, i.Version!, i.Count)));
        Assert.Equal([10m, 0m], access.RequestedItems.Select(i => i.TotalTokensCharged));
        Assert.Equal(
            [new LineItemCharge(customer.Id("A"), 2.5m, 10)],
            access.RequestedItems.SelectMany(i => i.LineItems));
        Assert.Equal(
            ["Successfully checked out", "Item not found in any effective rate table"],
            access.RequestedItems.Select(i => i.Status.Description));
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var correlation = Guid.Parse(access.CorrelationId!);
        var rows = await db.Entries.Where(e => e.CorrelationId == correlation).OrderBy(e => e.ItemIndex).ToListAsync();
        Assert.Equal([(0, 10_000_000L, 101), (1, 0L, 201)], rows.Select(r => (r.ItemIndex, r.TokensMicro, r.Status)));
    }

    [Fact]
    public async Task Metadata_and_dictionary_reach_the_ledger_as_they_were_sent()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 20);
        var dictionary = new JsonObject { ["department"] = "Köln", ["level"] = 1.50m };
        var requester = Customer.Maria with { Dictionary = dictionary };
        var item = new RequestedItem("a") { MetaData = new JsonObject { ["job"] = new JsonArray(1, "zwei") } };

        var access = await Service.Admin.RequestOneOffAsync(customer.Instance, requester, [item]);

        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var correlation = Guid.Parse(access.CorrelationId!);
        var row = await db.Entries.SingleAsync(e => e.CorrelationId == correlation);
        Assert.True(JsonNode.DeepEquals(requester.Dictionary, JsonNode.Parse(row.Dictionary!)));
        Assert.True(JsonNode.DeepEquals(item.MetaData, JsonNode.Parse(row.MetaData!)));
    }

    [Fact]
    public async Task An_unknown_instance_is_not_found() => await Refused.With(
        HttpStatusCode.NotFound,
        () => Service.Admin.RequestOneOffAsync(Guid.NewGuid().ToString(), Customer.Maria, [new("a")]));

    [Fact]
    public async Task No_items_are_a_malformed_request()
    {
        var instance = await Service.NewInstance();

        var refusal = await Refused.With(
            HttpStatusCode.BadRequest, () => Service.Admin.RequestOneOffAsync(instance, Customer.Maria, []));

        Assert.Contains("$.requestedItems", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_may_ask_for_its_own_instances_only()
    {
        var mine = await Customer.NewAsync(Service, "a=1");
        await mine.MapAsync("A", 5);
        var other = await Customer.NewAsync(Service, "a=1");
        await other.MapAsync("A", 5);
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine.Instance));

        var granted = await client.RequestOneOffAsync(mine.Instance, Customer.Maria, [new("a")]);
        Assert.True(granted.IsFullyGranted);
        foreach (var instance in new[] { other.Instance, Guid.NewGuid().ToString() })
        {
            await Refused.With(
                HttpStatusCode.Forbidden, () => client.RequestOneOffAsync(instance, Customer.Maria, [new("a")]));
        }

        Assert.Equal(0, await other.UsedAsync("A"));
    }
}

using System.Net;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.LineItems;

public sealed class PutLineItemOnSqlite(SharedServices services) : PutLineItemTests(services, Store.Sqlite);

public sealed class PutLineItemOnPostgres(SharedServices services) : PutLineItemTests(services, Store.Postgres);

public abstract class PutLineItemTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task A_line_item_is_answered_and_read_as_it_was_put()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var wanted = new LineItem(
            customer.Id("A"),
            LineItemState.Deployed,
            5_000,
            DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000),
            LineItem.Permanent,
            new()
            {
                RateTableSeries = customer.Series,
                OverdraftType = OverdraftType.Number,
                OverdraftLimit = 250,
                ResetFrequency = "monthly",
            });

        var stored = await Service.Admin.PutLineItemAsync(customer.Instance, wanted);

        Assert.Equal(wanted with { Used = 0 }, stored);
        Assert.Equal(stored, await Service.Admin.GetLineItemAsync(customer.Instance, customer.Id("A")));
        Assert.Equal([stored], await Service.Admin.ListLineItemsAsync(customer.Instance));
    }

    [Fact]
    public async Task A_later_put_replaces_everything_but_what_is_used()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Number, OverdraftLimit = 5 },
        });
        await customer.AskAsync("4*a");

        var stored = await customer.MapAsync("A", 6, lineItem => lineItem with
        {
            Used = 1,
            Attributes = new() { RateTableSeries = customer.Series },
        });

        Assert.Equal((6, 4m, null), (stored.Quantity, stored.Used, stored.Attributes.OverdraftType));
        Assert.Equal("1202, 1101 A-2", await customer.AskAsync("3*a", "2*a"));
        Assert.Equal(6, await customer.UsedAsync("A"));
    }

    [Theory]
    [InlineData(ApiVersion.V10)]
    [InlineData(ApiVersion.V11)]
    public async Task A_new_line_item_must_be_deployed(ApiVersion version)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        using var client = Service.ClientWith(Service.AdminKey, version);
        customer.Client = client;
        foreach (var state in new[] { LineItemState.Inactive, LineItemState.Obsolete })
        {
            var refusal = await Refused.With(HttpStatusCode.BadRequest, () => customer.MapAsync("A", 10, In(state)));
            Assert.StartsWith("$.state:", Assert.Single(refusal.Faults), StringComparison.Ordinal);
        }

        Assert.Empty(await client.ListLineItemsAsync(customer.Instance));
    }

    [Fact]
    public async Task An_inactive_line_item_gives_nothing_until_it_is_deployed_again()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await customer.AskAsync("1*a");

        await customer.MapAsync("A", 10, In(LineItemState.Inactive));
        Assert.Equal("1204", await customer.AskAsync("1*a"));
        await customer.MapAsync("A", 10, In(LineItemState.Inactive));
        await customer.MapAsync("A", 10);
        Assert.Equal("1101 A-1", await customer.AskAsync("1*a"));
        Assert.Equal(2, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task Obsolete_is_final()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await customer.AskAsync("1*a");
        await customer.MapAsync("A", 10, In(LineItemState.Obsolete));

        foreach (var state in new[] { LineItemState.Deployed, LineItemState.Inactive })
        {
            await Refused.With(HttpStatusCode.Conflict, () => customer.MapAsync("A", 20, In(state)));
        }

        Assert.Equal("1204", await customer.AskAsync("1*a"));
        var stored = await customer.MapAsync("A", 30, In(LineItemState.Obsolete));
        Assert.Equal((30, 1m), (stored.Quantity, stored.Used));
    }

    [Fact]
    public async Task An_activation_id_belongs_to_one_instance()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        var other = await Service.NewInstance();

        await Refused.With(
            HttpStatusCode.Conflict,
            () => Service.Admin.PutLineItemAsync(other, Service.LineItem(customer.Id("A"), 10, customer.Series)));

        Assert.Empty(await Service.Admin.ListLineItemsAsync(other));
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.GetLineItemAsync(other, customer.Id("A")));
    }

    [Fact]
    public async Task One_of_many_instances_wins_a_new_activation_id()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var instances = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Service.NewInstance()));

        var won = await Task.WhenAll(instances.Select(async instance =>
        {
            try
            {
                await Service.Admin.PutLineItemAsync(instance, Service.LineItem(customer.Id("A"), 1, customer.Series));
                return true;
            }
            catch (ElasticAccessException refusal) when (refusal.StatusCode == HttpStatusCode.Conflict)
            {
                return false;
            }
        }));

        Assert.Single(won, isWinner => isWinner);
    }

    [Fact]
    public async Task An_unknown_instance_is_not_found() => await Refused.With(
        HttpStatusCode.NotFound,
        () => Service.Admin.PutLineItemAsync(Guid.NewGuid().ToString(), Service.LineItem("nowhere", 1, "")));

    [Fact]
    public async Task A_client_may_read_its_line_items_and_not_put_them()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var stored = await customer.MapAsync("A", 10);
        using var client = Service.ClientWith(await Service.ClientKeyFor(customer.Instance));

        await Refused.With(HttpStatusCode.Forbidden, () => client.PutLineItemAsync(customer.Instance, stored));
        await Refused.With(
            HttpStatusCode.Forbidden, () => client.DeleteLineItemAsync(customer.Instance, stored.ActivationId));
        Assert.Equal([stored], await client.ListLineItemsAsync(customer.Instance));
    }

    private static Func<LineItem, LineItem> In(LineItemState state) => lineItem => lineItem with { State = state };
}

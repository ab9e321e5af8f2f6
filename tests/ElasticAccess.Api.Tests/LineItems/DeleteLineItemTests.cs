using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.LineItems;

public sealed class DeleteLineItemOnSqlite(SharedServices services) : DeleteLineItemTests(services, Store.Sqlite);

public sealed class DeleteLineItemOnPostgres(SharedServices services) : DeleteLineItemTests(services, Store.Postgres);

public abstract class DeleteLineItemTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Only_an_obsolete_line_item_can_be_deleted()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await Refused.With(HttpStatusCode.Conflict, () => DeleteAsync(customer));
        await customer.MapAsync("A", 10, lineItem => lineItem with { State = LineItemState.Inactive });
        await Refused.With(HttpStatusCode.Conflict, () => DeleteAsync(customer));
        await customer.MapAsync("A", 10, lineItem => lineItem with { State = LineItemState.Obsolete });

        await DeleteAsync(customer);

        Assert.Empty(await Service.Admin.ListLineItemsAsync(customer.Instance));
        await Refused.With(
            HttpStatusCode.NotFound, () => Service.Admin.GetLineItemAsync(customer.Instance, customer.Id("A")));
        await Refused.With(HttpStatusCode.NotFound, () => DeleteAsync(customer));
    }

    [Fact]
    public async Task An_unknown_line_item_or_instance_is_not_found()
    {
        await Refused.With(
            HttpStatusCode.NotFound,
            async () => await Service.Admin.DeleteLineItemAsync(await Service.NewInstance(), "unknown"));
        await Refused.With(
            HttpStatusCode.NotFound, () => Service.Admin.DeleteLineItemAsync(Guid.NewGuid().ToString(), "unknown"));
    }

    [Fact]
    public async Task A_deleted_activation_id_can_be_mapped_again_and_begins_at_zero()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await customer.AskAsync("7*a");
        await RetireAsync(customer);

        var again = await customer.MapAsync("A", 5);

        Assert.Equal(0, again.Used);
        Assert.Equal("1202, 1101 A-5", await customer.AskAsync("6*a", "5*a"));
        Assert.Equal(5, await customer.UsedAsync("A"));
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var instance = Guid.Parse(customer.Instance);
        var used = await db.LineItems.Where(l => l.InstanceId == instance).Select(l => l.UsedMicro).ToListAsync();
        Assert.Equal([5_000_000, 7_000_000], used.Order());
    }

    [Fact]
    public async Task A_deleted_activation_id_can_be_mapped_to_another_instance()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await customer.AskAsync("7*a");
        await RetireAsync(customer);
        var other = await Service.NewInstance();
        var lineItem = Service.LineItem(customer.Id("A"), 3, customer.Series);

        Assert.Equal(0, (await Service.Admin.PutLineItemAsync(other, lineItem)).Used);

        await Refused.With(HttpStatusCode.Conflict, () => customer.MapAsync("A", 10));
    }

    [Fact]
    public async Task A_line_item_of_another_instance_is_not_found()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        await customer.MapAsync("A", 10, lineItem => lineItem with { State = LineItemState.Obsolete });

        await Refused.With(
            HttpStatusCode.NotFound,
            async () => await Service.Admin.DeleteLineItemAsync(await Service.NewInstance(), customer.Id("A")));
        Assert.Single(await Service.Admin.ListLineItemsAsync(customer.Instance));
    }

    private Task DeleteAsync(Customer customer) =>
        Service.Admin.DeleteLineItemAsync(customer.Instance, customer.Id("A"));

    private async Task RetireAsync(Customer customer)
    {
        await customer.MapAsync("A", 10, lineItem => lineItem with { State = LineItemState.Obsolete });
        await DeleteAsync(customer);
    }
}

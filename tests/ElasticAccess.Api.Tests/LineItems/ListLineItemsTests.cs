using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.LineItems;

public sealed class ListLineItemsOnSqlite(SharedServices services) : ListLineItemsTests(services, Store.Sqlite);

public sealed class ListLineItemsOnPostgres(SharedServices services) : ListLineItemsTests(services, Store.Postgres);

public abstract class ListLineItemsTests(SharedServices services, Store store) : ApiTest(services, store)
{
    [Fact]
    public async Task Line_items_are_listed_in_charging_order_whatever_their_state()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var end = DateTimeOffset.UtcNow.AddDays(3);
        await customer.MapAsync("late", 1, lineItem => lineItem with { End = end });
        await customer.MapAsync("b", 1, lineItem => lineItem with { Start = DateTimeOffset.UnixEpoch });
        await customer.MapAsync("a", 1, lineItem => lineItem with { End = end, Start = DateTimeOffset.UnixEpoch });
        await customer.MapAsync("expired", 1, lineItem => lineItem with { End = DateTimeOffset.UtcNow.AddHours(-1) });
        await customer.MapAsync("late", 1, lineItem => lineItem with { End = end, State = LineItemState.Inactive });
        await customer.MapAsync("b", 1, lineItem => lineItem with { State = LineItemState.Obsolete });

        var listed = await Service.Admin.ListLineItemsAsync(customer.Instance);

        Assert.Equal(["expired", "b", "a", "late"], listed.Select(lineItem => lineItem.ActivationId.Split('~')[0]));
    }

    [Fact]
    public async Task An_instance_without_line_items_has_an_empty_list_and_an_unknown_one_is_not_found()
    {
        Assert.Empty(await Service.Admin.ListLineItemsAsync(await Service.NewInstance()));
        await Refused.With(
            HttpStatusCode.NotFound, () => Service.Admin.ListLineItemsAsync(Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task A_client_sees_the_line_items_of_its_instances_only()
    {
        var (mine, other) = (await Customer.NewAsync(Service, "a=1"), await Customer.NewAsync(Service, "a=1"));
        await mine.MapAsync("A", 1);
        await other.MapAsync("A", 1);
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine.Instance));

        Assert.Equal(mine.Id("A"), (await client.GetLineItemAsync(mine.Instance, mine.Id("A"))).ActivationId);
        await Refused.With(HttpStatusCode.NotFound, () => client.GetLineItemAsync(mine.Instance, other.Id("A")));
        await Refused.With(HttpStatusCode.Forbidden, () => client.GetLineItemAsync(other.Instance, other.Id("A")));
        await Refused.With(HttpStatusCode.Forbidden, () => client.ListLineItemsAsync(other.Instance));
    }
}

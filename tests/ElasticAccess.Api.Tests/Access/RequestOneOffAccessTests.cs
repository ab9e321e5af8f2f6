using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class RequestOneOffAccessOnSqlite(SharedServices services)
    : RequestOneOffAccessTests(services, Store.Sqlite);

public sealed class RequestOneOffAccessOnPostgres(SharedServices services)
    : RequestOneOffAccessTests(services, Store.Postgres);

public abstract class RequestOneOffAccessTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly Requester Maria = new("user", "maria");

    [Fact]
    public async Task Items_are_granted_in_order_for_as_long_as_the_tokens_last()
    {
        var instance = await Service.NewInstance();
        var series = await Service.NewSeries("a=3", "b=7");
        await Service.Admin.PutLineItemAsync(instance, Service.LineItem($"LI-{instance}", 20, series));

        var access = await Service.Admin.RequestOneOffAsync(instance, Maria, [new("b", null, 3), new("a", null, 2)]);

        Assert.Equal(["1202", "1101"], access.RequestedItems.Select(item => item.Status.Code));
    }
}

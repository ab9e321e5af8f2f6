using System.Net;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.LineItems;

public sealed class ActivationIdOnSqlite(SharedServices services) : ActivationIdTests(services, Store.Sqlite);

public sealed class ActivationIdOnPostgres(SharedServices services) : ActivationIdTests(services, Store.Postgres);

/// <summary>An activation id is free text and stands in a path (contract 2).</summary>
public abstract class ActivationIdTests(SharedServices services, Store store) : ApiTest(services, store)
{
    public static TheoryData<string> Texts => new(
        "a/b", "a%2Fb", "a%252Fb", "with space", "ümläut ß", "日本", "a+b", "a?b", "a#b", "a&b=c", "a;b", "a:b",
            "'quoted'",
        "a\\b", "..x", "%", "line-items", "actions/1", "/", "a//b", "e\u0301", "\u00e9", "😀", "API", " x ");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_text_makes_the_round_trip(string text)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var mark = Guid.NewGuid().ToString("N");
        foreach (var id in new[] { text + mark, mark + text })
        {
            var stored = await Service.Admin.PutLineItemAsync(
                customer.Instance, Service.LineItem(id, 3, customer.Series));

            Assert.Equal(id, stored.ActivationId);
            Assert.Equal(stored, await Service.Admin.GetLineItemAsync(customer.Instance, id));
            var access = await Service.Admin.RequestOneOffAsync(customer.Instance, Customer.Maria, [new("a", null, 3)]);
            Assert.Equal(id, access.RequestedItems[0].LineItems[0].ActivationId);
            await Service.Admin.PutLineItemAsync(customer.Instance, stored with { State = LineItemState.Obsolete });
            await Service.Admin.DeleteLineItemAsync(customer.Instance, id);
            await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.GetLineItemAsync(customer.Instance, id));
        }
    }

    [Fact]
    public async Task A_slash_and_its_escape_are_two_ids_and_so_are_two_cases()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var mark = Guid.NewGuid().ToString("N");
        string[] ids = [$"{mark}/b", $"{mark}%2Fb", $"{mark}%2fb", $"{mark}/B"];
        for (var i = 0; i < ids.Length; i++)
        {
            await Service.Admin.PutLineItemAsync(customer.Instance, Service.LineItem(ids[i], i + 1, customer.Series));
        }

        for (var i = 0; i < ids.Length; i++)
        {
            Assert.Equal(i + 1, (await Service.Admin.GetLineItemAsync(customer.Instance, ids[i])).Quantity);
        }
    }
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class ChargingOrderOnSqlite(SharedServices services) : ChargingOrderTests(services, Store.Sqlite);

public sealed class ChargingOrderOnPostgres(SharedServices services) : ChargingOrderTests(services, Store.Postgres);

/// <summary>Which line items pay, in which order and at which rate (contract 9).</summary>
public abstract class ChargingOrderTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly DateTimeOffset Noon =
        new(DateTimeOffset.UtcNow.Date.AddHours(12), TimeSpan.Zero);

    [Fact]
    public async Task A_charge_is_split_over_the_line_items_that_end_first()
    {
        var customer = await Customer.NewAsync(Service, "a=3", "b=7");
        await customer.MapAsync("LI2", 100, Ends(day: 20));
        await customer.MapAsync("LI1", 10, Ends(day: 10));

        Assert.Equal("1101 LI1-3, 1101 LI1-7 LI2-49", await customer.AskAsync("1*a", "8*b"));
        Assert.Equal(10, await customer.UsedAsync("LI1"));
        Assert.Equal(49, await customer.UsedAsync("LI2"));
    }

    [Fact]
    public async Task Of_equal_ends_the_earlier_start_pays_first_and_then_the_smaller_id()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("a", 1, Ends(day: 5, startedDaysAgo: 1));
        await customer.MapAsync("C", 1, Ends(day: 5, startedDaysAgo: 1));
        await customer.MapAsync("B", 1, Ends(day: 5, startedDaysAgo: 1));
        await customer.MapAsync("Z", 1, Ends(day: 5, startedDaysAgo: 2));
        await customer.MapAsync("Y", 1, Ends(day: 4, startedDaysAgo: 1));

        Assert.Equal("1101 Y-1 Z-1 B-1 C-1 a-1", await customer.AskAsync("5*a"));
    }

    [Fact]
    public async Task Every_line_item_is_charged_at_the_rate_of_its_own_series()
    {
        var customer = await Customer.NewAsync(Service, "a=2");
        var dear = await Service.NewSeries("a=5", "b=1");
        await customer.MapAsync("A", 6, Ends(day: 1));
        await customer.MapAsync("B", 10, lineItem => Ends(day: 2)(lineItem) with { Attributes = Of(dear) });

        var access = await customer.RequestAsync("4*a");

        // 6 tokens of A are 3 of the count; the fourth costs 5 from B.
        Assert.Equal("1101 A-6 B-5", Customer.Text(access));
        Assert.Equal([2m, 5m], access.RequestedItems[0].LineItems.Select(charge => charge.Rate));
    }

    [Fact]
    public async Task Line_items_whose_table_lacks_the_item_are_passed_over()
    {
        var customer = await Customer.NewAsync(Service, "a=2");
        var other = await Service.NewSeries("b=1");
        await customer.MapAsync("A", 100, Ends(day: 1));
        await customer.MapAsync("B", 100, lineItem => Ends(day: 2)(lineItem) with { Attributes = Of(other) });

        Assert.Equal("1101 B-3, 1101 A-2, 1201", await customer.AskAsync("3*b", "1*a", "1*c"));
    }

    [Fact]
    public async Task What_cannot_be_covered_whole_takes_nothing()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 5, Ends(day: 1));
        await customer.MapAsync("B", 3, Ends(day: 2));

        Assert.Equal("1202, 1101 A-5 B-1, 1202", await customer.AskAsync("3*a", "2*a", "1*a"));
        Assert.Equal(6, await customer.UsedAsync("A") + await customer.UsedAsync("B"));
    }

    [Fact]
    public async Task Overdraft_is_a_number_of_tokens_beyond_the_quantity()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 10, Overdrawn(by: 5));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("1101 A-3", await customer.AskAsync("1*a"));
        }

        Assert.Equal("1202", await customer.AskAsync("1*a"));
        Assert.Equal(15, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task An_unlimited_overdraft_is_never_used_up()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 1, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Unlimited },
        });

        Assert.Equal("1101 A-3, 1101 A-3000000000", await customer.AskAsync("1*a", "1000000000*a"));
    }

    [Fact]
    public async Task Paid_tokens_of_all_line_items_go_before_any_overdraft()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10, lineItem => Overdrawn(by: 9)(Ends(day: 1)(lineItem)));
        await customer.MapAsync("B", 10, Ends(day: 2));

        Assert.Equal("1101 A-10 B-5, 1101 B-5 A-2, 1202, 1101 A-7",
            await customer.AskAsync("15*a", "7*a", "8*a", "7*a"));
        Assert.Equal(19, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_quantity_set_below_used_leaves_nothing_and_overdraft_counts_from_the_quantity()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10);
        Assert.Equal("1101 A-8", await customer.AskAsync("8*a"));

        await customer.MapAsync("A", 5);
        Assert.Equal("1202", await customer.AskAsync("1*a"));
        await customer.MapAsync("A", 5, Overdrawn(by: 4));
        Assert.Equal("1101 A-1, 1202", await customer.AskAsync("1*a", "1*a"));
    }

    private static LineItemAttributes Of(string series) => new() { RateTableSeries = series };

    private static Func<LineItem, LineItem> Ends(int day, int startedDaysAgo = 1) => lineItem => lineItem with
    {
        Start = Noon.AddDays(-1 - startedDaysAgo),
        End = Noon.AddDays(day),
    };

    private static Func<LineItem, LineItem> Overdrawn(long by) => lineItem => lineItem with
    {
        Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Number, OverdraftLimit = by },
    };
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class AmountOnSqlite(SharedServices services) : AmountTests(services, Store.Sqlite);

public sealed class AmountOnPostgres(SharedServices services) : AmountTests(services, Store.Postgres);

/// <summary>Counts, rates and charges have six decimals and are exact (contract 2).</summary>
public abstract class AmountTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const long Largest = 9_000_000_000_000;

    [Theory]
    [InlineData("1.5", "0.123457", "1101 A-0.185186")]
    [InlineData("0.000001", "1", "1101 A-0.000001")]
    [InlineData("0.000001", "0.5", "1101 A-0")]
    [InlineData("0.000003", "0.5", "1101 A-0.000002")]
    [InlineData("123456.654321", "1.000001", "1101 A-123456.777778")]
    [InlineData("0.1", "0.1", "1101 A-0.01")]
    [InlineData("3", "0.333333", "1101 A-0.999999")]
    public async Task A_charge_is_count_times_rate_rounded_half_to_even(string count, string rate, string expected)
    {
        var customer = await Customer.NewAsync(Service, $"a={rate}");
        await customer.MapAsync("A", 1_000_000);

        Assert.Equal(expected, await customer.AskAsync($"{count}*a"));
        await customer.UsedAsync("A");
    }

    [Fact]
    public async Task A_tenth_ten_times_is_exactly_one()
    {
        var customer = await Customer.NewAsync(Service, "a=0.1");
        await customer.MapAsync("A", 1);

        Assert.Equal(
            string.Join(", ", Enumerable.Repeat("1101 A-0.1", 10).Append("1202")),
            await customer.AskAsync([.. Enumerable.Repeat("1*a", 11)]));
        Assert.Equal(1, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task The_largest_amounts_are_charged_exactly_and_never_wrap()
    {
        var customer = await Customer.NewAsync(Service, "one=1", $"dear={Largest}");
        await customer.MapAsync("A", Largest);

        Assert.Equal(
            "1202, 1202, 1101 A-8999999999999.999999, 1101 A-0.000001, 1202",
            await customer.AskAsync(
                $"{Largest}*dear", "1.000001*dear", "8999999999999.999999*one", "0.000001*one", "0.000001*one"));
        Assert.Equal(Largest, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task An_unlimited_overdraft_ends_where_the_counter_does()
    {
        var customer = await Customer.NewAsync(Service, "one=1", $"dear={Largest}");
        await customer.MapAsync("A", Largest, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { OverdraftType = OverdraftType.Unlimited },
        });

        Assert.Equal(
            $"1202, 1101 A-{Largest}, 1202, 1101 A-1",
            await customer.AskAsync($"{Largest}*dear", $"{Largest}*one", $"{Largest}*one", "1*one"));
        Assert.Equal(Largest + 1, await customer.UsedAsync("A"));
    }

    [Fact]
    public async Task A_charge_above_the_largest_amount_is_refused_also_when_the_line_items_together_could_pay()
    {
        var customer = await Customer.NewAsync(Service, "a=2");
        await customer.MapAsync("A", Largest);
        await customer.MapAsync("B", Largest);
        await customer.MapAsync("C", Largest);

        Assert.Equal("1202, 1101 A-9000000000000", await customer.AskAsync($"{Largest}*a", $"{Largest / 2}*a"));
    }

    [Fact]
    public async Task A_split_costs_what_one_piece_would_cost()
    {
        var customer = await Customer.NewAsync(Service, "a=0.333333", "b=0.000001");
        await customer.MapAsync("A", 1);
        await customer.MapAsync("B", 1);
        Assert.Equal("1101 A-0.999999", await customer.AskAsync("3*a"));
        Assert.Equal("1101 A-0.000001 B-0.333332", await customer.AskAsync("1*a"));
        Assert.Equal("1101 B-0.000002", await customer.AskAsync("2*b"));
        Assert.Equal(0.333334m, await customer.UsedAsync("B"));
    }
}

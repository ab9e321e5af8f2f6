using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class PricingOnSqlite(SharedServices services) : PricingTests(services, Store.Sqlite);

public sealed class PricingOnPostgres(SharedServices services) : PricingTests(services, Store.Postgres);

/// <summary>Which table prices an item (contract 5.2).</summary>
public abstract class PricingTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task A_future_table_does_not_count_yet()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.PublishAsync("1", Now.AddDays(-1), "a=3");
        await customer.PublishAsync("2", Now.AddDays(1), "a=5");
        await customer.MapAsync("A", 100);

        Assert.Equal("1101 A-3", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task The_latest_effective_table_counts_in_whatever_order_they_were_published()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.PublishAsync("9", Now.AddDays(-1), "a=4");
        await customer.PublishAsync("1", Now.AddDays(-3), "a=3");
        await customer.PublishAsync("5", Now.AddDays(-2), "a=5");
        await customer.MapAsync("A", 100);

        Assert.Equal("1101 A-4", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task Of_equally_effective_tables_the_one_created_last_counts()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.MapAsync("A", 1_000);
        var from = Now.AddDays(-1);
        for (var rate = 1; rate <= 8; rate++)
        {
            await customer.PublishAsync($"{9 - rate}", from, $"a={rate}");

            Assert.Equal($"1101 A-{rate}", await customer.AskAsync("1*a"));
        }
    }

    [Fact]
    public async Task An_item_missing_from_the_effective_table_is_not_looked_up_in_older_ones()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.PublishAsync("1", Now.AddDays(-2), "a=3", "b=4");
        await customer.PublishAsync("2", Now.AddDays(-1), "a=5");
        await customer.MapAsync("A", 100);

        Assert.Equal("1201, 1101 A-5", await customer.AskAsync("1*b", "1*a"));
    }

    [Fact]
    public async Task A_table_comes_into_effect_at_its_very_time()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.PublishAsync("1", Now.AddDays(-1), "a=3");
        await customer.MapAsync("A", 10_000);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(
            DateTimeOffset.UtcNow.AddSeconds(0.7).ToUnixTimeMilliseconds());
        await customer.PublishAsync("2", from, "a=5");

        for (var before = DateTimeOffset.UtcNow; before < from.AddMilliseconds(20);)
        {
            before = DateTimeOffset.UtcNow;
            var answer = await customer.AskAsync("1*a");
            var isBefore = DateTimeOffset.UtcNow < from;
            string[] possible = isBefore ? ["1101 A-3"] : before < from ? ["1101 A-3", "1101 A-5"] : ["1101 A-5"];
            Assert.Contains(answer, possible);
        }
    }

    [Theory]
    [InlineData("1*a", "1201")]
    [InlineData("1*a/1.0", "1101 A-3")]
    [InlineData("1*a/1.0.0", "1201")]
    [InlineData("1*A/1.0", "1201")]
    [InlineData("1*b", "1101 A-7")]
    [InlineData("1*b/", "1101 A-7")]
    [InlineData("1*b/1.0", "1201")]
    public async Task Name_and_version_must_match_exactly(string item, string expected)
    {
        var customer = await Customer.NewAsync(Service, "a/1.0=3", "b=7");
        await customer.MapAsync("A", 100);

        Assert.Equal(expected, await customer.AskAsync(item));
    }

    [Fact]
    public async Task An_empty_series_and_none_at_all_are_the_tables_without_series()
    {
        // The tables without series are shared by a whole service, so this test has one of its own.
        await using var alone = await Service.StartAsync(Service.Store);
        await alone.Admin.AddRateTableAsync(Service.Table("", "1", Now.AddDays(-2), "a=1"));
        await alone.Admin.AddRateTableAsync(Service.Table("", "2", Now.AddDays(-1), "a=2") with { Series = null });
        await alone.Admin.AddRateTableAsync(Service.Table("other", "2", Now.AddDays(-1), "a=4"));
        foreach (var series in new[] { "", null })
        {
            var without = await Customer.NewAsync(alone);
            await without.MapAsync("A", 100, lineItem =>
                lineItem with { Attributes = new() { RateTableSeries = series } });

            Assert.Equal("1101 A-2", await without.AskAsync("1*a"));
        }
    }

    [Fact]
    public async Task A_free_item_names_the_first_usable_line_item_and_needs_no_tokens()
    {
        var customer = await Customer.NewAsync(Service, "free=0", "a=1");
        await customer.MapAsync("B", 1, lineItem => lineItem with { End = lineItem.End.AddDays(1) });
        await customer.MapAsync("A", 1);

        Assert.Equal("1101 A-0, 1101 A-1 B-1, 1101 A-0", await customer.AskAsync("5*free", "2*a", "1*free"));
    }
}

using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Access;

public sealed class ValidityOnSqlite() : ValidityTests(Store.Sqlite);

public sealed class ValidityOnPostgres() : ValidityTests(Store.Postgres);

/// <summary>
/// When a line item is usable (contract 6.1). <c>timezone.tolerant</c> counts for the whole service, which is therefore
/// these tests' own.
/// </summary>
public abstract class ValidityTests(Store store) : IClassFixture<OwnService>, IAsyncLifetime
{
    private Service? service;

    private Service Service => service!;

    public async ValueTask InitializeAsync()
    {
        service = await OwnService.OfClassAsync(store);
        await TolerateAsync(false);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(-48, 6, "1101 A-1", "1101 A-1")]
    [InlineData(-48, -6, "1204", "1101 A-1")]
    [InlineData(-48, -11.99, "1204", "1101 A-1")]
    [InlineData(-48, -12.01, "1204", "1204")]
    [InlineData(-48, -13, "1204", "1204")]
    [InlineData(6, 48, "1204", "1101 A-1")]
    [InlineData(11.99, 48, "1204", "1101 A-1")]
    [InlineData(12.01, 48, "1204", "1204")]
    public async Task A_line_item_is_usable_from_start_to_end_and_twelve_hours_more_where_tolerated(
        double startInHours, double endInHours, string strict, string tolerant)
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10, lineItem => lineItem with
        {
            Start = DateTimeOffset.UtcNow.AddHours(startInHours),
            End = DateTimeOffset.UtcNow.AddHours(endInHours),
        });

        Assert.Equal(strict, await customer.AskAsync("1*a"));
        await TolerateAsync(true);
        Assert.Equal(tolerant, await customer.AskAsync("1*a"));
        await TolerateAsync(false);
        Assert.Equal(strict, await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task A_permanent_line_item_and_one_of_all_times_are_usable()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 10, lineItem => lineItem with
        {
            Start = DateTimeOffset.UnixEpoch,
            End = LineItem.Permanent,
        });

        Assert.Equal("1101 A-1", await customer.AskAsync("1*a"));
        await TolerateAsync(true);
        Assert.Equal("1101 A-1", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task The_last_millisecond_counts_and_the_next_does_not()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        var end = DateTimeOffset.FromUnixTimeMilliseconds(
            DateTimeOffset.UtcNow.AddSeconds(0.6).ToUnixTimeMilliseconds());
        await customer.MapAsync("A", 10_000, lineItem => lineItem with { End = end });

        for (var before = DateTimeOffset.UtcNow; before < end.AddMilliseconds(20);)
        {
            before = DateTimeOffset.UtcNow;
            var answer = await customer.AskAsync("1*a");

            // The service counts in whole milliseconds, and all of the last one belongs to the line item.
            var expired = end.AddMilliseconds(1);
            string[] possible = DateTimeOffset.UtcNow < expired ? ["1101 A-1"]
                : before < expired ? ["1101 A-1", "1204"] : ["1204"];
            Assert.Contains(answer, possible);
        }
    }

    private Task TolerateAsync(bool isTolerant) => Service.Admin.PatchConfigurationAsync(
        [new(ConfigurationNames.TimezoneTolerant, isTolerant ? "true" : "false")]);
}

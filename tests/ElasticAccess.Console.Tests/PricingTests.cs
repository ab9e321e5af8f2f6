using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class PricingOnSqlite(Browsers browsers) : PricingTests(browsers, Store.Sqlite);

public sealed class PricingOnPostgres(Browsers browsers) : PricingTests(browsers, Store.Postgres);

/// <summary>Versions of a rate table are compared, and rehearsed on the use of one instance.</summary>
public abstract class PricingTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    [Theory]
    [InlineData("2026-1", "2026-2")]
    [InlineData("2026-2", "2026-1")]
    public async Task Whichever_of_two_versions_is_open_the_difference_is_that_of_time(string open, string against)
    {
        var world = await World.MakeAsync(Service.Api);
        await EnterAsync();
        await GoAsync($"/console/rate-tables/table?series={world.Series}&version={open}&against={against}");
        await SeesAsync("From 2026-1 to 2026-2");
        await Assertions.Expect(Row("Render").First).ToContainTextAsync("+0.5 (+20 %)");
        await Assertions.Expect(Row("Export").First).ToContainTextAsync("gone");
    }

    [Fact]
    public async Task A_rehearsal_of_one_instance_leaves_the_others_out_and_names_it()
    {
        var world = await World.MakeAsync(Service.Api);
        var other = await Service.Api.AddInstanceAsync($"Other {world.Series}", $"Other-{world.Series}");
        await Service.Api.PutLineItemAsync(other.Id, new(
            $"{world.Series}-C", LineItemState.Deployed, 100, DateTimeOffset.UtcNow.AddDays(-1), LineItem.Permanent,
            new() { RateTableSeries = world.Series }));
        await Service.Api.RequestOneOffAsync(other.Id, World.Ann, [new("Render", Count: 5)]);
        await EnterAsync();
        await GoAsync($"/console/rate-tables/draft?series={world.Series}&version=2026-2");
        await Input("Version").FillAsync("2026-3");
        await Input("Prices").FillAsync("Render,,6");

        await ClickAsync("Rehearse");
        await SeesAsync("By instance");
        await SeesAsync($"Other {world.Series}");

        await Input("Instance (optional)").FillAsync(other.Id);
        await ClickAsync("Rehearse");
        await Assertions.Expect(Row($"Other {world.Series}").First).ToContainTextAsync("+15");
        await Assertions.Expect(Page.GetByText($"Northwind {world.Series}")).ToHaveCountAsync(0);

        await Input("Instance (optional)").FillAsync("no-id");
        await ClickAsync("Rehearse");
        await Assertions.Expect(Page.Locator(".field-fault, form .fault")).ToHaveCountAsync(1);
    }
}

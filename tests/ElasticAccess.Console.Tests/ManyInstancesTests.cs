using System.Text.RegularExpressions;
using ElasticAccess.TestSupport;
using Microsoft.Playwright;

namespace ElasticAccess.Console.Tests;

public sealed class ManyInstancesOnSqlite(Browsers browsers) : ManyInstancesTests(browsers, Store.Sqlite);

public sealed class ManyInstancesOnPostgres(Browsers browsers) : ManyInstancesTests(browsers, Store.Postgres);

/// <summary>More customers than a page shows at first, alone on a service whose calls are counted.</summary>
public abstract partial class ManyInstancesTests(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task The_overview_shows_a_hundred_offers_all_and_asks_the_service_no_more_than_for_ten()
    {
        await EnterAsync();
        await AddInstancesAsync(from: 0, to: 10);
        var askedForTen = await AskedByAsync(() => GoAsync("/console"), rows: 10);
        Assert.NotEmpty(askedForTen);

        await AddInstancesAsync(from: 10, to: 150);
        Assert.Equal(askedForTen, await AskedByAsync(() => GoAsync("/console"), rows: 100));
        var offer = Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"\ball 150\b") });
        Assert.Equal(askedForTen, await AskedByAsync(() => offer.ClickAsync(), rows: 150));
        Assert.Empty(Complaints);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Service.DisposeAsync();
    }

    protected override Task<ConsoleService> OpenAsync() => ConsoleService.StartAsync(Store);

    private Task AddInstancesAsync(int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from),
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (n, ct) => await Service.Api.AddInstanceAsync($"Customer {n}", $"Account-{n}", ct: ct));

    /// <summary>Operation and how often, of all that was asked until the table of the page was there.</summary>
    private async Task<IReadOnlyList<string>> AskedByAsync(Func<Task> step, int rows)
    {
        var before = await CallsAsync();
        await step();
        await Assertions.Expect(Page.Locator("main tbody a[href^='/console/instances/']")).ToHaveCountAsync(rows);
        var after = await CallsAsync();
        return [.. after.Select(call => $"{call.Key}: {call.Value - before.GetValueOrDefault(call.Key)}")
            .Where(line => !line.EndsWith(": 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    // A call is counted when it has ended, which can be a moment after its answer has been read.
    private async Task<IReadOnlyDictionary<string, long>> CallsAsync()
    {
        for (var calls = await CountAsync(); ;)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var later = await CountAsync();
            if (later.Values.Sum() == calls.Values.Sum())
            {
                return later;
            }

            calls = later;
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> CountAsync()
    {
        var metrics = await Http.GetStringAsync(new Uri(Service.Address, "/metrics"));
        return Call().Matches(metrics).ToDictionary(
            call => call.Groups[1].Value,
            call => long.Parse(call.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(
        @"^http_server_request_duration_count\{(route=""[^""]*/api/[^}]*)\} (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Call();
}

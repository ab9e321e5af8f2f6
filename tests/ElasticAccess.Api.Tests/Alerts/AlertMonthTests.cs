using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Alerts;

public sealed class AlertMonthOnSqlite() : AlertMonthTests(Store.Sqlite);

public sealed class AlertMonthOnPostgres() : AlertMonthTests(Store.Postgres);

/// <summary>A month of use under the sandbox clock (contract 20), over HTTP: when, what is done, what is told.</summary>
public abstract class AlertMonthTests(Store store) : SandboxTest(store)
{
    // "map A 1200 01 25": line item A has 1,200 tokens from the 1st to the first moment of the 25th. Everything costs
    // one token. What is told at one moment is told in the order in which the alerts were made.
    private const string Month = """
        01 00:00 | map A 1000 01 25      |
        01 00:00 | alert low     remaining        100 recover 300 every P2D  |
        01 00:00 | alert percent remainingPercent 50              every PT0S |
        01 00:00 | alert busy    usedInDay        150             every PT0S |
        01 00:00 | alert month   usedInMonth      600             every PT0S |
        01 00:00 | alert soon    daysToExpiry     7               every PT0S |
        01 00:00 | alert over    overdraftUsed    10 recover 5 of A every PT0S |
        01 09:00 | use 140               |
        01 15:00 | use 20                | busy fired 160
        01 18:00 | use 5                 |
        01 23:59 | wait                  |
        02 00:00 | wait                  | busy recovered 0
        02 10:00 | use 335               | percent fired 50, busy fired 335
        03 00:00 | wait                  | busy recovered 0
        05 12:00 | use 140               | month fired 640
        06 12:00 | use 149               |
        07 08:00 | use 115               | low fired 96
        07 09:00 | map A 1200 01 25      |
        07 10:00 | map A 1300 01 25      | low recovered 396
        07 11:00 | use 30                |
        08 09:00 | use 100               |
        09 07:59 | map A 1100 01 25      |
        09 08:00 | wait                  | low fired 66
        09 09:00 | map A 5000 01 25      | low recovered 3966, percent recovered 79.32
        12 10:00 | map A 1020 01 25      | low fired 0, percent fired 0, over fired 14
        12 11:00 | map A 1028 01 25      |
        12 12:00 | map A 1029 01 25      | over recovered 5
        12 13:00 | map A 5000 01 25      | low recovered 3966, percent recovered 79.32
        13 09:00 | allocate 50           |
        13 09:30 | alert share   allocationRemaining 20           every PT0S |
        13 10:00 | use 30                | share fired 20
        13 11:00 | allocate 60           | share recovered 30
        17 23:59 | wait                  |
        18 00:00 | wait                  | soon fired 7
        20 10:00 | map B 10 24 55        |
        24 00:00 | wait                  |
        25 00:00 | wait                  |
        25 00:01 | wait                  | low fired 10 @25 00:00, soon recovered 30 @25 00:00
        25 10:00 | use 10                | percent fired 0
        26 10:00 | map B 400 24 55       | low recovered 390, percent recovered 97.5
        31 23:59 | wait                  |
        32 00:00 | wait                  | month recovered 0 @01 00:00
        """;

    private static readonly DateTimeOffset First = new(2040, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private string instance = "";
    private string series = "";
    private string? action;

    [Fact]
    public async Task It_fires_recovers_and_cools_down_as_the_table_says()
    {
        await BeginAsync();
        var expected = new List<string>();
        foreach (var (at, deed, news) in Steps())
        {
            await MoveToAsync(at);
            await DoAsync(deed);
            await MoveToAsync(at);

            var told = await TakeAsync();
            Assert.True(news.SequenceEqual(told), $"{at:dd HH:mm} {deed}: {string.Join(", ", told)}");
            expected.AddRange(news);
        }

        // The worker was away from the beginning, and comes back: few rows at a time, then as many as it likes.
        foreach (var rowsMax in new[] { 1, 3, AlertCatchUp.RowsMaxDefault })
        {
            await AwayAsync();
            var alerts = new AlertCatchUp(Service.Services.GetRequiredService<IStore>(), rowsMax);
            await alerts.CatchUpAsync(new(Steps()[^1].At.ToUnixTimeMilliseconds()), CancellationToken.None);
            Assert.Equal(expected, await TakeAsync());
        }

        var seen = Service.Admin.AllAlertsAsync(instance).ToBlockingEnumerable().ToDictionary(one => one.Name);
        Assert.Equal(AlertState.Armed, seen["low"].State);
        Assert.Equal(390, seen["low"].Value);
        Assert.Equal(Steps()[^1].At, seen["low"].Judged);
        Assert.Equal(new(2040, 3, 25, 0, 0, 0, 1, TimeSpan.Zero), seen["low"].LastFired);
    }

    private static List<(DateTimeOffset At, string Deed, List<string> News)> Steps() =>
    [
        .. Month.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(row =>
        {
            var time = row[0].Split(' ', ':');
            var at = Day(time[0]).AddHours(int.Parse(time[1], CultureInfo.InvariantCulture))
                .AddMinutes(int.Parse(time[2], CultureInfo.InvariantCulture));
            var news = row[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return (at, row[1], news.Select(one => one.Contains('@', StringComparison.Ordinal)
                ? one : $"{one} @{at.ToString("dd HH:mm", CultureInfo.InvariantCulture)}").ToList());
        }),
    ];

    private static DateTimeOffset Day(string number) =>
        First.AddDays(int.Parse(number, CultureInfo.InvariantCulture) - 1);

    private async Task BeginAsync()
    {
        instance = await Service.NewInstance();
        series = await Service.NewSeries("x=1");
        await MoveToAsync(First);
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        await Told.ListenAsync(db, Service.Store);
    }

    private async Task DoAsync(string deed)
    {
        var words = deed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "use":
                var count = decimal.Parse(words[1], CultureInfo.InvariantCulture);
                var answer = await Service.Admin.RequestOneOffAsync(
                    instance, new Requester("user", "maria"), [new RequestedItem("x", Count: count)]);
                Assert.Equal("1101", answer.RequestedItems[0].Status.Code);
                break;

            case "map":
                await Service.Admin.PutLineItemAsync(instance, new LineItem(
                    $"{words[1]}-{instance}",
                    LineItemState.Deployed,
                    long.Parse(words[2], CultureInfo.InvariantCulture),
                    Day(words[3]),
                    Day(words[4]),
                    new LineItemAttributes
                    {
                        Elastic = true,
                        RateTableSeries = series,
                        OverdraftType = OverdraftType.Number,
                        OverdraftLimit = words[1] == "A" ? 50 : 0,
                    }));
                break;

            case "alert":
                await AlertAsync(words);
                break;

            case "allocate":
                await AllocateAsync(decimal.Parse(words[1], CultureInfo.InvariantCulture));
                break;

            default:
                Assert.Equal("wait", deed);
                break;
        }
    }

    private async Task AlertAsync(string[] words)
    {
        string? After(string word) => Array.IndexOf(words, word) is >= 0 and var i ? words[i + 1] : null;
        var wish = new JsonObject
        {
            ["name"] = words[1],
            ["measure"] = words[2],
            ["threshold"] = decimal.Parse(words[3], CultureInfo.InvariantCulture),
            ["recoverAt"] = After("recover") is { } recovery
                ? decimal.Parse(recovery, CultureInfo.InvariantCulture) : null,
            ["lineItemId"] = After("of") is { } name ? $"{name}-{instance}" : null,
            ["actionId"] = words[2] == "allocationRemaining" ? action : null,
            ["cooldown"] = After("every"),
        };
        using var answer = await Service.Raw.PostAsJsonAsync($"/api/v1.1/instances/{instance}/alerts", wish);
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync());
    }

    private async Task AllocateAsync(decimal tokens)
    {
        var path = $"/api/v1.1/instances/{instance}/line-items/A-{instance}/actions";
        var body = new[] { new { id = action, name = "everybody", action = "ALLOW", allocation = tokens } };
        using var answer = action is null
            ? await Service.Raw.PostAsJsonAsync(
                path, new[] { new { name = "everybody", action = "ALLOW", allocation = tokens } })
            : await Service.Raw.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        action = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())![0]!["id"];
    }

    private async Task<List<string>> TakeAsync()
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var told = await Told.ReadAsync(db);
        await Told.ForgetAsync(db);
        return told;
    }

    // As if nothing had been judged since the alerts were made.
    private async Task AwayAsync()
    {
        await using var db = Service.Services.GetRequiredService<IStore>().NewDb();
        var id = Guid.Parse(instance);
        var first = await db.Alerts.Where(a => a.InstanceId == id).OrderBy(a => a.CreatedMs).FirstAsync();
        await db.Alerts.Where(a => a.InstanceId == id).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.State, Domain.Alerts.AlertState.Armed)
            .SetProperty(a => a.IsJudged, false)
            .SetProperty(a => a.IsToldFired, false)
            .SetProperty(a => a.LastFiredMs, (long?)null)
            .SetProperty(a => a.SinceMs, a => a.ModifiedMs));
        await db.AlertWatches.Where(w => w.InstanceId == id).ExecuteUpdateAsync(set => set
            .SetProperty(w => w.Sequence, first.FromSequence)
            .SetProperty(w => w.Change, first.FromChange)
            .SetProperty(w => w.JudgedMs, first.ModifiedMs)
            .SetProperty(w => w.DueMs, 0L)
            .SetProperty(w => w.Revision, w => w.Revision + 1));
    }
}

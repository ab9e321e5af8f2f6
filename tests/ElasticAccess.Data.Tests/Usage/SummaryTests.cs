using System.Text.Json;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain.Usage;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Usage;

public sealed class SummaryOnSqlite() : SummaryTests(Store.Sqlite);

public sealed class SummaryOnPostgres() : SummaryTests(Store.Postgres);

/// <summary>Summaries from roll-ups against sums over all rows, one by one.</summary>
public abstract class SummaryTests(Store store) : UsageFixture(store)
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"];

    private static readonly string[] Groupings =
    [
        "", "item", "item,itemVersion", "requester", "account", "instance", "lineItem", "hour", "day", "month",
        "dictionary.department", "dictionary.floor,day", "item,day,requester", "lineItem,hour,item",
        "instance,month,dictionary.department,dictionary.floor", "account,lineItem,requester,item",
    ];

    [Fact]
    public async Task Any_grouping_in_any_zone_adds_up_to_the_rows()
    {
        foreach (var seed in Seeds.UpTo(2))
        {
            await UseAsync(seed, steps: 120);
            await CatchUp.CatchUpAsync(CancellationToken.None);
            var entries = await EntriesAsync();
            Assert.Equal(4, entries.Select(entry => entry.Kind == EntryKind.AutomaticCharge
                ? EntryKind.Charge : entry.Kind).Append(EntryKind.AutomaticCharge).Distinct().Count());
            var activations = await ActivationsAsync();
            var random = new Random(seed);
            foreach (var text in Groupings)
            {
                foreach (var zone in Zones)
                {
                    var from = Begin.Ms + random.NextInt64(0, 3 * RollUp.DayMs);
                    var to = from + random.NextInt64(1, 4 * RollUp.DayMs);
                    await AssertAsync(entries, activations, text, zone, from, to, $"seed {seed}");
                    await AssertAsync(
                        entries, activations, text, zone, RollUp.StartOf(from, RollUp.DayMs),
                        RollUp.StartOf(to, RollUp.DayMs) + RollUp.DayMs, $"seed {seed}");
                }
            }
        }
    }

    [Fact]
    public async Task Amounts_that_no_counter_holds_add_up()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "free=0");
        await PutAsync(instance, Details("A", 1), Begin);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("granted 0", await RequestAsync(Ledger, instance, "9000000000000*free"));
        }

        await CatchUp.CatchUpAsync(CancellationToken.None);

        Assert.True(Grouping.TryParse("item", out var grouping, out _));
        var day = RollUp.StartOf(Now.Ms, RollUp.DayMs);
        var plan = SummaryPlan.Make(day, day + RollUp.DayMs, TimeZoneInfo.Utc, null, SummaryDetail.Nothing);
        var groups = await new UsageSummaryReader(DataStore).ReadAsync(new(), grouping, plan, CancellationToken.None);
        var group = Assert.Single(groups!);
        Assert.Equal((Int128)27_000_000_000_000 * 1_000_000, group.Sums.CountMicro);
    }

    [Fact]
    public async Task A_summary_of_too_many_groups_is_none()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=1", "b=1", "c=1");
        await MapAsync(instance, 100);
        await RequestAsync(Ledger, instance, "1*a", "1*b", "1*c");
        await CatchUp.CatchUpAsync(CancellationToken.None);
        Assert.True(Grouping.TryParse("item", out var grouping, out _));
        var day = RollUp.StartOf(Now.Ms, RollUp.DayMs);
        var plan = SummaryPlan.Make(day, day + RollUp.DayMs, TimeZoneInfo.Utc, null, SummaryDetail.Nothing);

        var three = await new UsageSummaryReader(DataStore, groupsMax: 3).ReadAsync(
            new(), grouping, plan, CancellationToken.None);
        var two = await new UsageSummaryReader(DataStore, groupsMax: 2).ReadAsync(
            new(), grouping, plan, CancellationToken.None);

        Assert.Equal(3, three!.Count);
        Assert.Null(two);
    }

    private async Task AssertAsync(
        List<EntryRow> entries, Dictionary<Guid, string> activations, string text, string zoneId, long from, long to,
        string where)
    {
        Assert.True(Grouping.TryParse(text, out var grouping, out var fault), fault);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var plan = SummaryPlan.Make(
            from, to, zone, grouping.Unit, grouping.NeedsWho ? SummaryDetail.Who : SummaryDetail.Nothing);

        var groups = await new UsageSummaryReader(DataStore).ReadAsync(
            new(), grouping, plan, CancellationToken.None);

        var expected = new Dictionary<string, UsageSums>();
        var seen = new HashSet<(Guid, int)>();
        foreach (var entry in entries)
        {
            // A request's refunds carry its correlation id and their own items' places: they are not counted.
            var isFirst = entry.Kind is EntryKind.Charge or EntryKind.AutomaticCharge
                && seen.Add((entry.CorrelationId, entry.ItemIndex));
            if (entry.UsageMs < from || entry.UsageMs >= to)
            {
                continue;
            }

            var key = KeyOf(entry, grouping, zone, activations);
            expected[key] = expected.GetValueOrDefault(key) + new UsageSums(
                Math.Max(entry.TokensMicro, 0),
                Math.Max(-entry.TokensMicro, 0),
                isFirst ? entry.CountMicro : 0,
                entry.Kind == EntryKind.Denial ? 1 : 0);
        }

        var actual = groups!.ToDictionary(group => Text(group.Key, grouping), group => group.Sums);
        Assert.True(
            expected.Count == actual.Count && expected.All(pair =>
                actual.TryGetValue(pair.Key, out var sums) && sums == pair.Value),
            $"{where}, by '{text}' in {zoneId} from {from} to {to}:\n"
            + $"{string.Join('\n', expected.Order(Comparer<KeyValuePair<string, UsageSums>>.Create(
                (a, b) => string.CompareOrdinal(a.Key, b.Key))))}\nbut\n"
            + string.Join('\n', actual.OrderBy(pair => pair.Key, StringComparer.Ordinal)));
    }

    private static string KeyOf(
        EntryRow entry, Grouping grouping, TimeZoneInfo zone, Dictionary<Guid, string> activations) =>
        string.Join('|', grouping.Keys.Select(key => key.Kind switch
        {
            GroupKind.Item => entry.Item,
            GroupKind.ItemVersion => entry.Version,
            GroupKind.Requester => $"{entry.RequesterType}/{entry.RequesterValue}",
            GroupKind.Account or GroupKind.Instance => entry.InstanceId.ToString(),
            GroupKind.LineItem => entry.LineItemId is { } id ? activations[id] : "",
            GroupKind.Hour => Local(entry, zone).ToString("yyyy-MM-ddTHH:00"),
            GroupKind.Day => Local(entry, zone).ToString("yyyy-MM-dd"),
            GroupKind.Month => Local(entry, zone).ToString("yyyy-MM"),
            _ => ValueOf(entry.Dictionary, key.DictionaryKey!),
        }));

    private static string Text(UsageKey key, Grouping grouping)
    {
        var at = 0;
        return string.Join('|', grouping.Keys.Select(part => part.Kind switch
        {
            GroupKind.Item => key.Item,
            GroupKind.ItemVersion => key.Version,
            GroupKind.Requester => $"{key.RequesterType}/{key.RequesterValue}",
            GroupKind.Account => key.AccountId,
            GroupKind.Instance => key.InstanceId.ToString(),
            GroupKind.LineItem => key.ActivationId,
            GroupKind.Dictionary => key.Values[at++],
            _ => key.Bucket,
        }));
    }

    // As the dictionaries of these tests are made: 2 and 2.0 are one value, null is none.
    private static string ValueOf(string? dictionary, string key)
    {
        if (dictionary is null
            || !JsonDocument.Parse(dictionary).RootElement.TryGetProperty(key, out var value))
        {
            return "";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.Number => value.GetDouble().ToString(),
            JsonValueKind.String => $"\"{value.GetString()}\"",
            _ => value.GetRawText(),
        };
    }

    private static DateTimeOffset Local(EntryRow entry, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(entry.UsageMs), zone);

    private async Task<Dictionary<Guid, string>> ActivationsAsync()
    {
        await using var db = DataStore.NewDb();
        return await db.LineItems.ToDictionaryAsync(row => row.LineItemId, row => row.ActivationId);
    }
}

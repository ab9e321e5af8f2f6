using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ElasticAccess.Api.Usage;
using ElasticAccess.Client.Models;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Usage;

public sealed class AddingUpOnSqlite() : AddingUpTests(Store.Sqlite);

public sealed class AddingUpOnPostgres() : AddingUpTests(Store.Postgres);

/// <summary>
/// After random use, everything that tells of it says the same to the millionth: balances, rows in every form,
/// summaries, statements, the report and exported files.
/// </summary>
public abstract class AddingUpTests(Store store)
{
    private const int Steps = 140;

    private static readonly string[] Groupings =
    [
        "", "item", "item,itemVersion", "requester", "account", "instance", "lineItem,item", "hour", "day", "month",
        "dictionary.department", "dictionary.site,day", "month,instance,dictionary.department", "hour,requester,item",
    ];

    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"];

    [Fact]
    public async Task All_that_tells_of_usage_says_the_same()
    {
        foreach (var seed in Seeds.UpTo(1))
        {
            await using var usage = await RandomUsage.MakeAsync(store, seed, Steps);
            var books = await Booked.ReadAsync(usage.Service);
            Assert.Superset(
                Enum.GetValues<EntryKind>().ToHashSet(), books.Select(row => row.Entry.Kind).ToHashSet());

            await RowsAgreeAsync(usage, books);
            await BalancesAgreeAsync(usage, books);
            await SummariesAgreeAsync(usage, books, $"seed {seed}");
            await StatementsAgreeAsync(usage, books);
            await ReportAgreesAsync(usage, books);
            await FilesAgreeAsync(usage, books);
            await RehearsalsAgreeAsync(usage, books, $"seed {seed}");
        }
    }

    // The only table there is, rehearsed: the same to the millionth, also of sessions, splits and what went back.
    private static async Task RehearsalsAgreeAsync(RandomUsage usage, List<Booked> books, string seed)
    {
        var table = Assert.Single(await usage.Service.Admin.ListRateTablesAsync());
        var same = await usage.Service.Admin.RehearseRateTableAsync(table);
        var net = books.Sum(row => new Domain.Tokens(row.Entry.TokensMicro).Value);
        Assert.True((net, net, 0) == (same.Total.Old, same.Total.New, same.Total.Difference), $"{seed}: {same.Total}");
        Assert.All(same.Items.Concat<RehearsedCosts>(same.Accounts).Concat(same.Instances), costs =>
            Assert.True(costs.Old == costs.New && costs.Difference == 0, $"{seed}: {costs}"));
        Assert.Equal(net, same.Items.Sum(item => item.Old));
        Assert.Equal(net, same.Accounts.Sum(account => account.Old));
        Assert.Equal(
            usage.Instances.Order(), same.Instances.Select(instance => instance.InstanceId).Order());

        var without = table with { Items = [.. table.Items.Where(item => item.Name != "b")], Version = "2" };
        var part = await usage.Service.Admin.RehearseRateTableAsync(without);
        var missing = Assert.Single(part.Missing);
        Assert.Equal(("b", "NOT_RATED", part.MissingTotal), (missing.Item, missing.Reason, missing.Old));
        Assert.Equal(net, part.Total.Old + part.MissingTotal);
    }

    private static async Task RowsAgreeAsync(RandomUsage usage, List<Booked> books)
    {
        var ndjson = (await TextAsync(usage, "/api/v1.1/usage", "application/x-ndjson"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var csv = CsvText.ReadTable(await TextAsync(usage, "/api/v1.1/usage", "text/csv"));
        var paged = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var page = JsonNode.Parse(await TextAsync(usage, $"/api/v1.1/usage?size=7{cursor}", "application/json"))!;
            paged.AddRange(page["rows"]!.AsArray().Select(row => row!));
            cursor = $"&cursor={page["next"]}";
            if (page["rows"]!.AsArray().Count == 0)
            {
                break;
            }
        }

        Assert.Equal(ndjson.Select(row => row.ToJsonString()), paged.Select(row => row.ToJsonString()));
        Assert.Equal(ndjson.Select(row => (string?)row["id"]), csv.Select(row => row["id"]));
        Assert.Equal(
            books.Select(row => row.Entry.Id.ToString()).Order(StringComparer.Ordinal),
            ndjson.Select(row => (string)row["id"]!).Order(StringComparer.Ordinal));
        foreach (var instance in ndjson.GroupBy(row => (string)row["instanceId"]!))
        {
            Assert.Equal(Enumerable.Range(1, instance.Count()), instance.Select(row => (int)row["sequence"]!));
        }

        foreach (var (json, cells) in ndjson.Zip(csv))
        {
            Assert.Equal(Cell(json["item"]), cells["item"]);
            Assert.Equal(Cell(json["tokens"]), cells["tokens"]);
            Assert.Equal(Cell(json["used"]), cells["used"]);
            Assert.Equal(Cell(json["status"]!["code"]), cells["statusCode"]);
            Assert.Equal(Cell(json["requester"]!["value"]), cells["requesterValue"]);
            Assert.True(JsonNode.DeepEquals(
                json["requester"]!["dictionary"],
                cells["dictionary"].Length == 0 ? null : JsonNode.Parse(cells["dictionary"])));
            Assert.True(JsonNode.DeepEquals(
                json["metaData"], cells["metaData"].Length == 0 ? null : JsonNode.Parse(cells["metaData"])));
        }
    }

    private static async Task BalancesAgreeAsync(RandomUsage usage, List<Booked> books)
    {
        foreach (var instance in usage.Instances)
        {
            foreach (var lineItem in await usage.Service.Admin.ListLineItemsAsync(instance))
            {
                var rows = books.Where(row => row.ActivationId == lineItem.ActivationId).ToList();
                Assert.Equal(rows.Sum(row => row.Tokens), lineItem.Used);
                foreach (var at in usage.Moments.Where((_, i) => i % 25 == 24))
                {
                    var then = await usage.Service.Admin.GetLineItemAsync(instance, lineItem.ActivationId, at);
                    Assert.Equal(
                        rows.Where(row => row.Entry.UsageMs <= at.ToUnixTimeMilliseconds()).Sum(row => row.Tokens),
                        then.Used);
                    Assert.Equal(lineItem.Quantity, then.Quantity);
                }
            }
        }
    }

    private static async Task SummariesAgreeAsync(RandomUsage usage, List<Booked> books, string where)
    {
        var (from, to) = (usage.Moments[20], usage.Moments[^20]);
        foreach (var (grouping, i) in Groupings.Select((grouping, i) => (grouping, i)))
        {
            var zone = Zones[i % Zones.Length];
            foreach (var isPart in new[] { false, true })
            {
                var query = new UsageSummaryQuery
                {
                    GroupBy = grouping.Length == 0 ? [] : grouping.Split(','),
                    TimeZone = zone,
                    From = isPart ? from : null,
                    To = isPart ? to : null,
                };
                var (groups, total) = await AllGroupsAsync(usage, query);
                var rows = books.Where(row => !isPart || (row.Entry.UsageMs >= from.ToUnixTimeMilliseconds()
                    && row.Entry.UsageMs < to.ToUnixTimeMilliseconds())).ToList();
                var expected = rows.GroupBy(row => row.KeyOf(query.GroupBy, zone))
                    .Select(group => $"{group.Key} {Text(Booked.SumsOf(group))}");
                Assert.Equal(
                    expected.Order(StringComparer.Ordinal),
                    groups.Select(group => $"{group.Key.ToJsonString()} {Text(group)}").Order(StringComparer.Ordinal));
                Assert.Equal($"{where} {Text(Booked.SumsOf(rows))}", $"{where} {Text(total)}");
                Assert.Equal(total.Net, groups.Sum(group => group.Net));
            }
        }
    }

    private static async Task<(List<UsageGroup> Groups, UsageSums Total)> AllGroupsAsync(
        RandomUsage usage, UsageSummaryQuery query)
    {
        var groups = new List<UsageGroup>();
        string? cursor = null;
        UsageSummary page;
        do
        {
            page = await usage.Service.Admin.SummarizeUsageAsync(query, cursor, size: 9);
            groups.AddRange(page.Groups);
            cursor = page.Next;
        }
        while (cursor is not null);

        return (groups, page.Total);
    }

    private static async Task StatementsAgreeAsync(RandomUsage usage, List<Booked> books)
    {
        foreach (var instance in usage.Instances)
        {
            foreach (var zone in Zones)
            {
                var months = books.GroupBy(row => row.TimeIn(zone).ToString("yyyy-MM", CultureInfo.InvariantCulture));
                foreach (var month in months)
                {
                    var rows = month.Where(row => row.Entry.InstanceId.ToString() == instance).ToList();
                    var day = DateOnly.ParseExact(month.Key, "yyyy-MM", CultureInfo.InvariantCulture);
                    var statement = await usage.Service.Admin.GetUsageStatementAsync(
                        instance, day, "department", zone);
                    Assert.Equal(rows.Sum(row => row.Tokens), statement.Total);
                    Assert.Equal(statement.Total, statement.Lines.Sum(line => line.Net));
                    var query = $"instanceId={instance}&month={month.Key}&by=dictionary.department&tz={zone}";
                    var csv = CsvText.Read(await TextAsync(usage, $"/api/v1.1/usage/statement?{query}", "text/csv"));
                    Assert.Equal(["key", "net"], csv[0]);
                    Assert.Equal(["TOTAL", Number(statement.Total)], csv[^1]);
                    Assert.Equal(
                        statement.Lines.Select(line => Number(line.Net)),
                        csv.Skip(1).SkipLast(1).Select(row => row[1]));
                    Assert.Equal("", csv[^2][0]);
                    Assert.DoesNotContain(csv, row => row[0].StartsWith('='));
                }
            }
        }
    }

    private static async Task ReportAgreesAsync(RandomUsage usage, List<Booked> books)
    {
        var rows = await usage.Service.Admin.ReportUsageAsync(400).ToListAsync();

        Assert.Equal(books.Where(row => row.Entry.Kind != EntryKind.Denial).Select(row => row.Entry.UsageMs).Order(),
            rows.Select(row => row.UsageTime.ToUnixTimeMilliseconds()).Order());
        Assert.Equal(books.Sum(row => row.Tokens), rows.Sum(row => row.MeterQuantity));
    }

    private static async Task FilesAgreeAsync(RandomUsage usage, List<Booked> books)
    {
        var store = usage.Service.Services.GetRequiredService<IStore>();
        foreach (var format in new[] { "ndjson", "csv" })
        {
            var folder = Directory.CreateTempSubdirectory("elasticaccess-export-").FullName;
            try
            {
                var appended = await ExportUsage.RunAsync(store, folder, format, CancellationToken.None);
                var again = await ExportUsage.RunAsync(store, folder, format, CancellationToken.None);

                Assert.Equal((books.Count, 0), (appended.Rows, again.Rows));
                var exported = ExportedFiles.Read(folder, format);
                Assert.Equal(
                    books.Select(row => row.Entry.Id.ToString()).Order(StringComparer.Ordinal),
                    exported.Select(row => row.Id).Order(StringComparer.Ordinal));
                Assert.Equal(books.Sum(row => row.Tokens), exported.Sum(row => row.Tokens));
                Assert.All(exported, row => Assert.Equal(
                    row.Day, DateTime.UnixEpoch.AddMilliseconds(row.UsageMs).ToString("yyyy-MM-dd")));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string Text(UsageSums sums) => string.Join(
        ' ', Number(sums.Charged), Number(sums.Refunded), Number(sums.Net), Number(sums.Count), sums.Denials);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Cell(JsonNode? node) => node is null ? "" : node.ToString();

    private static async Task<string> TextAsync(RandomUsage usage, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var answer = await usage.Service.Raw.SendAsync(request);
        Assert.StartsWith(accept, answer.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync();
    }
}

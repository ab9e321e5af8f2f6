using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Usage;

public sealed class UsageReadingOnSqlite(SharedServices services) : UsageReadingTests(services, Store.Sqlite);

public sealed class UsageReadingOnPostgres(SharedServices services) : UsageReadingTests(services, Store.Postgres);

/// <summary>Who sees which usage, in which form, and where a reader goes on (contract 13 and 18.7).</summary>
public abstract class UsageReadingTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const string Report = "/data/api/v1/report/usage?mode=batch&format=json&pastDays=1&meterType=elastic";

    [Fact]
    public async Task A_client_sees_its_own_instances_totals_included()
    {
        var (mine, other) = (await UsedAsync(), await UsedAsync());
        var key = await Service.ClientKeyFor(mine.Instance);
        using var client = Service.ClientWith(key);

        var rows = await client.AllUsageAsync().ToListAsync();
        var summary = await client.SummarizeUsageAsync(new() { GroupBy = ["instance"] });
        var report = await client.ReportUsageAsync(1).ToListAsync();
        var statement = await client.GetUsageStatementAsync(
            mine.Instance, DateOnly.FromDateTime(DateTime.UtcNow), "department");

        Assert.All(rows, row => Assert.Equal(mine.Instance, row.InstanceId));
        Assert.Equal((3, 7m), (rows.Count, rows.Sum(row => row.Tokens)));
        Assert.Equal((7m, 1L), (summary.Total.Net, summary.Total.Denials));
        Assert.Equal([mine.Instance], summary.Groups.Select(group => (string)group.Key["instance"]!));
        Assert.Equal((7m, 7m), (report.Sum(row => row.MeterQuantity), statement.Total));
        foreach (var path in new[]
        {
            $"/usage?instanceId={other.Instance}", $"/usage?instanceId={Guid.NewGuid()}",
            $"/usage/summary?instanceId={other.Instance}",
            $"/usage/statement?instanceId={other.Instance}&month=2026-11&by=dictionary.a",
        })
        {
            using var http = Service.RawWith(key);
            using var answer = await http.GetAsync(new Uri($"/api/v1.1{path}", UriKind.Relative));
            Assert.Equal(403, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_account_that_is_not_the_clients_is_empty_to_it()
    {
        var (mine, other) = (await UsedAsync(), await UsedAsync());
        var account = (await Service.Admin.GetInstanceAsync(other.Instance)).AccountId;
        using var client = Service.ClientWith(await Service.ClientKeyFor(mine.Instance));

        Assert.Empty(await client.AllUsageAsync(new() { AccountId = account }).ToListAsync());
        Assert.Equal(0, (await client.SummarizeUsageAsync(new() { AccountId = account })).Total.Net);
        Assert.Equal(3, await Service.Admin.AllUsageAsync(new() { AccountId = account }).CountAsync());
    }

    [Fact]
    public async Task Basic_carries_an_API_key_to_the_report_and_nowhere_else()
    {
        var customer = await UsedAsync();
        var key = await Service.ClientKeyFor(customer.Instance);

        Assert.Equal(200, await StatusAsync(Report, $"Basic {Base64($"anybody:{key}")}"));
        Assert.Equal(200, await StatusAsync(Report, $"basic {Base64($":{Service.AdminKey}")}"));
        Assert.Equal(200, await StatusAsync(Report, $"Bearer {key}"));
        Assert.Equal(401, await StatusAsync(Report, $"Basic {Base64($"{key}:")}"));
        Assert.Equal(401, await StatusAsync(Report, $"Basic {Base64(key)}"));
        Assert.Equal(401, await StatusAsync(Report, $"Basic {Base64($"x:{key}0")}"));
        Assert.Equal(401, await StatusAsync(Report, $"Basic {key}"));
        Assert.Equal(401, await StatusAsync("/api/v1.1/usage", $"Basic {Base64($"x:{key}")}"));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html", "application/json")]
    [InlineData("application/x-ndjson", "application/x-ndjson")]
    [InlineData("text/csv;q=0.5, application/x-ndjson", "application/x-ndjson")]
    [InlineData("text/csv, application/json;q=0.9", "text/csv; charset=utf-8")]
    [InlineData("nonsense", "application/json")]
    public async Task The_form_is_the_one_that_is_accepted(string? accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1.1/usage?size=1");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var answer = await Service.Raw.SendAsync(request);

        Assert.Equal((200, expected), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
    }

    [Fact]
    public async Task Every_row_is_one_line_whatever_was_sent_and_no_cell_is_a_formula()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var body = """
            { "requester": { "type": "user", "value": "+maria", "dictionary": {
                "a" :  "x\ny" } },
              "requestedItems": [ { "item": "-item", "count": 1, "metaData": {
                "b": 1 } } ] }
            """;
        await Plain.SendAsync(Service, "POST", $"/instances/{customer.Instance}/access-request", body);

        var path = $"/api/v1.1/usage?instanceId={customer.Instance}";
        var line = Assert.Single((await TextAsync(path, "application/x-ndjson")).TrimEnd('\n').Split('\n'));
        var cells = Assert.Single(CsvText.ReadTable(await TextAsync(path, "text/csv")));

        Assert.Equal("x\ny", (string)JsonNode.Parse(line)!["requester"]!["dictionary"]!["a"]!);
        Assert.Equal(("'+maria", "'-item", "0"), (cells["requesterValue"], cells["item"], cells["tokens"]));
        Assert.Equal("1201", cells["statusCode"]);
    }

    [Fact]
    public async Task A_reader_that_polls_while_others_write_sees_each_row_once_and_in_order()
    {
        var customers = new List<Customer>();
        for (var i = 0; i < 4; i++)
        {
            customers.Add(await UsedAsync());
        }

        var writing = Task.WhenAll(customers.SelectMany(customer => Enumerable.Range(0, 3).Select(async _ =>
        {
            for (var n = 0; n < 40; n++)
            {
                await customer.AskAsync("0.01*a", "0.02*unknown");
            }
        })));
        var seen = new List<UsageRow>();
        string? cursor = null;
        for (var isLast = false; ;)
        {
            var page = await Service.Admin.ListUsageAsync(cursor: cursor, size: 50);
            seen.AddRange(page.Rows);
            cursor = page.Next;
            if (page.Rows.Count > 0)
            {
                continue;
            }

            if (isLast)
            {
                break;
            }

            isLast = writing.IsCompleted;
        }

        await writing;
        foreach (var customer in customers)
        {
            Assert.Equal(
                Enumerable.Range(1, 3 + (3 * 40 * 2)).Select(n => (long)n),
                seen.Where(row => row.InstanceId == customer.Instance).Select(row => row.Sequence));
        }
    }

    [Fact]
    public async Task A_filter_by_session_or_correlation_narrows_rows_and_sums_alike()
    {
        var customer = await UsedAsync();
        var access = await customer.RequestAsync("2*a", "1*unknown");

        var filter = new UsageFilter { CorrelationId = access.CorrelationId };
        var rows = await Service.Admin.AllUsageAsync(filter).ToListAsync();
        var summary = await Service.Admin.SummarizeUsageAsync(
            new UsageSummaryQuery { CorrelationId = access.CorrelationId, GroupBy = ["item"] });

        Assert.Equal([2m, 0m], rows.Select(row => row.Tokens));
        Assert.Equal((2m, 1L, 2), (summary.Total.Net, summary.Total.Denials, summary.Groups.Count));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv")]
    public async Task Rows_of_a_kind_are_all_of_it_and_nothing_else_in_every_form(string form)
    {
        var customer = await UsedAsync();
        await customer.AskAsync("1*a", "1*unknown");

        Assert.Equal("1 CHARGE, 2 CHARGE, 3 DENIAL, 4 CHARGE, 5 DENIAL", await KindsAsync(""));
        Assert.Equal("3 DENIAL, 5 DENIAL", await KindsAsync("&kind=DENIAL"));
        Assert.Equal("1 CHARGE, 2 CHARGE, 4 CHARGE", await KindsAsync("&kind=REFUND,CHARGE"));
        Assert.Equal("1 CHARGE, 2 CHARGE", await KindsAsync("&kind=CHARGE&size=2"));
        Assert.Equal("", await KindsAsync("&kind=AUTOMATIC_CHARGE"));

        async Task<string> KindsAsync(string query)
        {
            var text = await TextAsync($"/api/v1.1/usage?instanceId={customer.Instance}{query}", form);
            var rows = form switch
            {
                "text/csv" => CsvText.ReadTable(text).Select(row => (row["sequence"], row["kind"])),
                "application/json" => JsonNode.Parse(text)!["rows"]!.AsArray().Select(Of),
                _ => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Of(JsonNode.Parse(line))),
            };
            return string.Join(", ", rows.Select(row => $"{row.Item1} {row.Item2}"));
        }

        static (string, string) Of(JsonNode? row) => ($"{row!["sequence"]}", (string)row["kind"]!);
    }

    [Fact]
    public async Task A_cursor_among_rows_of_a_kind_goes_on_without_a_gap_and_is_good_for_later()
    {
        var customer = await UsedAsync();
        for (var i = 0; i < 4; i++)
        {
            await customer.AskAsync("1*a", "1*unknown");
        }

        var filter = new UsageFilter { InstanceId = customer.Instance, Kinds = [UsageKind.Denial] };
        var (seen, cursor) = await ReadAsync(null);
        Assert.Equal([3, 5, 7, 9, 11], seen);

        await customer.AskAsync("1*a", "2*unknown");
        Assert.Equal([13], (await ReadAsync(cursor)).Seen);

        async Task<(List<long> Seen, string? Cursor)> ReadAsync(string? at)
        {
            var seen = new List<long>();
            while (true)
            {
                var page = await Service.Admin.ListUsageAsync(filter, at, size: 2);
                at = page.Next;
                seen.AddRange(page.Rows.Select(row => row.Sequence));
                if (page.Rows.Count == 0)
                {
                    return (seen, at);
                }
            }
        }
    }

    // Seven tokens in two rows, and a denial.
    private async Task<Customer> UsedAsync()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 1_000);
        Assert.Equal("1101 A-3, 1101 A-4, 1201", await customer.AskAsync("3*a", "4*a", "1*unknown"));
        return customer;
    }

    private async Task<int> StatusAsync(string path, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await Service.Anonymous.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<string> TextAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var answer = await Service.Raw.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.RateTables;

[Collection<QuietSqlite>]
public sealed class RateTableCsvOnSqlite(QuietSqliteService quiet) : RateTableCsvTests(quiet);

[Collection<QuietPostgres>]
public sealed class RateTableCsvOnPostgres(QuietPostgresService quiet) : RateTableCsvTests(quiet);

/// <summary>Rate tables as comma-separated values (contract 20): all of a text or nothing of it.</summary>
public abstract class RateTableCsvTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string Header = "series,version,effectiveFrom,name,itemVersion,rate,formula\r\n";
    private const string Path = "/provisioning/api/v1.1/rate-tables";

    private readonly string series = $"series-{Guid.NewGuid():N}";

    [Fact]
    public async Task Tables_are_made_in_the_order_of_their_lines_and_read_back_the_same()
    {
        await Service.Admin.ImportRateTablesAsync(
            Header + $"{series},2,1767225600000,Render,2.0,2.5,\n{series},1,2026-01-01,Render,,1,\r\n\r\n"
            + $"{series},2,1767225600000,=cmd,,,\"MAX(1, cores * 2)\"\n");

        var tables = await TablesAsync();
        Assert.Equal(["1", "2"], tables.Select(table => table.Version));
        Assert.Equal([RateTableItem.AtRate("Render", 1)], tables[0].Items);
        Assert.Equal(
            [RateTableItem.AtRate("Render", 2.5m, "2.0"), RateTableItem.ByFormula("=cmd", "MAX(1, cores * 2)")],
            tables[1].Items);
        Assert.All(tables, table => Assert.Equal(1767225600000, table.EffectiveFrom.ToUnixTimeMilliseconds()));
        Assert.EndsWith(
            $"{series},2,1767225600000,Render,2.0,2.5,\r\n{series},2,1767225600000,'=cmd,,,\"MAX(1, cores * 2)\"\r\n"
            + $"{series},1,1767225600000,Render,,1,\r\n",
            await Service.Admin.ExportRateTablesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_take_effect_together_the_later_line_applies()
    {
        var customer = await Customer.NewAsync(Service);
        await customer.MapAsync("A", 100);
        await Service.Admin.ImportRateTablesAsync(Header + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"{customer.Series},{i},0,a,,{i},\n")));

        Assert.Equal("1101 A-9", await customer.AskAsync("1*a"));
    }

    [Fact]
    public async Task What_is_written_is_read_again_into_an_empty_service()
    {
        await using var first = await Service.StartAsync(Service.Store);
        await using var second = await Service.StartAsync(Service.Store);
        foreach (var seed in Seeds.UpTo(40))
        {
            await first.Admin.AddRateTableAsync(RandomTable.Of(seed));
        }

        var csv = await first.Admin.ExportRateTablesAsync();
        await second.Admin.ImportRateTablesAsync(csv);

        Assert.Equal(csv, await second.Admin.ExportRateTablesAsync());
        var (before, after) = (await first.Admin.ListRateTablesAsync(), await second.Admin.ListRateTablesAsync());
        Assert.NotEmpty(before);
        Assert.All(before.Zip(after, (a, b) => (a, b)), pair =>
        {
            Assert.Equal(pair.a with { Items = [], Created = null }, pair.b with { Items = [], Created = null });
            Assert.Equal(pair.a.Items, pair.b.Items);
        });
        Assert.Equal(before.Count, after.Count);
    }

    [Fact]
    public async Task A_text_of_many_lines_is_saved_as_a_short_one_is_and_refused_as_a_whole()
    {
        var text = Header + string.Concat(Enumerable.Range(0, 3_000).Select(i =>
            $"{series},{i % 2},0,item {i},,{i}.5,\n"));

        using var faulty = await PostAsync($"{text}{series},0,0,item 0,,1,\n");
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.Empty(await TablesAsync());
        await Service.Admin.ImportRateTablesAsync(text);

        var tables = await TablesAsync();
        Assert.Equal(["1", "0"], tables.Select(table => table.Version));
        Assert.Equal(
            Enumerable.Range(0, 1_500).Select(i => RateTableItem.AtRate($"item {i * 2}", (i * 2) + 0.5m)),
            tables[1].Items);
    }

    // "line => fault": what stands behind the header, S the series; the fault of the answer.
    public static TheoryData<string> Faults => [.. """
        S,1,0,a,,x, => line 2: rate: must be a number such as 2.5
        S,1,0,a,,-1, => line 2: rate: must be from 0 to 9000000000000
        S,1,0,a,,, => line 2: rate: is missing but it is required
        S,1,0,a,,1,1+1 => line 2: formula: an item has either a rate or a formula
        S,1,0,a,,,1+ => line 2: formula: 
        S,1,0,,,1, => line 2: name: must have 1 to 255 characters and no control characters
        S,,0,a,,1, => line 2: version: must have 1 to 255 characters and no control characters
        S,1,,a,,1, => line 2: effectiveFrom: must be a time in ms or an ISO 8601 date
        S,1,-1,a,,1, => line 2: effectiveFrom: must be a time in ms or an ISO 8601 date
        S,1,0,a,,1,|S,1,1,b,,1, => line 3: effectiveFrom: line 2 of the same table has another time
        S,1,0,a,,1,|S,2,0,a,,1,|S,1,0,a,,2, => line 4: name: the same name and version stand in the table already
        S,1,0,a,,1 => line 2: series: 6 columns instead of 7
        S,1,0,a,,1,,more => line 2: series: 8 columns instead of 7
        |S,1,0,a,,x, => line 3: rate: must be a number such as 2.5
        "",1,0,"a|b",,1,|S,1,0,a,,y, => line 4: rate: must be a number such as 2.5
        """.Split('\n')];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_names_its_line_and_column_and_nothing_is_saved(string row)
    {
        var parts = row.Split(" => ");
        var before = await Snapshot.TakeAsync(Service);
        var lines = parts[0].Replace("S", series, StringComparison.Ordinal).Replace('|', '\n');

        var refusal = await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.ImportRateTablesAsync(
            $"{Header}{lines}\n{series},good,0,a,,1,\n"));

        Assert.Contains(parts[1], refusal.Message, StringComparison.Ordinal);
        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
    }

    [Fact]
    public async Task Every_line_at_fault_is_told_in_their_order()
    {
        var refusal = await Refused.With(HttpStatusCode.BadRequest, () => Service.Admin.ImportRateTablesAsync(
            Header + $"{series},1,0,a,,x,\n{series},1,0,,,1,\n{series},1,0,c,,,1+\n"));

        var lines = refusal.Message.Split("; ");
        Assert.Equal(3, lines.Length);
        Assert.Equal(["line 2: rate", "line 3: name", "line 4: formula"], lines.Select(line =>
            string.Join(": ", line.Split(": ")[..2])));
    }

    [Fact]
    public async Task A_version_that_is_there_is_a_conflict_and_nothing_is_saved()
    {
        await Service.Admin.AddRateTableAsync(Service.Table(series, "2", LineItem.Permanent, "a=1"));
        var before = await Snapshot.TakeAsync(Service);

        using var refusal = await PostAsync(
            Header + $"{series},1,0,a,,1,\n{series},2,0,a,,1,\n{series},3,0,a,,1,\n");

        Assert.Equal(HttpStatusCode.Conflict, refusal.StatusCode);
        Assert.Contains(
            "\"error\":\"line 3: version: ", await refusal.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
    }

    [Fact]
    public async Task One_of_many_imports_of_the_same_tables_wins_whatever_their_order()
    {
        string[] lines = [.. Enumerable.Range(1, 20).Select(i => $"{series},{i},0,a,,1,\n")];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var text = Header + string.Concat(i % 2 == 0 ? lines : lines.Reverse());
            using var answer = await PostAsync(text);
            return answer.StatusCode;
        }));

        Assert.Single(outcomes, status => status == HttpStatusCode.Created);
        Assert.All(outcomes.Where(status => status != HttpStatusCode.Created), status =>
            Assert.Contains(status, new[] { HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable }));
        Assert.Equal(20, (await TablesAsync()).Count);
    }

    [Fact]
    public async Task A_key_makes_an_import_once_and_the_audit_tells_of_it()
    {
        var options = RequestOptions.Keyed(Sender.NewKey());
        var csv = Header + $"{series},1,0,a,,1,\n{series},2,0,a,,1,\n";

        await Service.Admin.ImportRateTablesAsync(csv, options);
        await Service.Admin.ImportRateTablesAsync(csv, options);

        Assert.Equal(2, (await TablesAsync()).Count);
        var entries = await Service.Admin.AllAuditAsync(resource: "/rate-tables").ToListAsync();
        var entry = Assert.Single(
            entries, entry => entry.After?.GetRawText().Contains(series, StringComparison.Ordinal) == true);
        Assert.Equal("postratetables", entry.Operation);
    }

    [Fact]
    public async Task A_text_that_is_none_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(""));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Header));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("version,series\r\n1,2\r\n"));
        Assert.Equal(
            HttpStatusCode.BadRequest, await StatusAsync(Header + $"{series},1,0,\xFF,,1,\n", Encoding.Latin1));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Header + $"{series},1,0,a\0,,1,\n"));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(Header + string.Concat(Enumerable.Repeat("s,1,0,a,,1,\n", 100_001))));
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, await StatusAsync(Header + new string('a', 17 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(Header, type: "text/csv; charset=utf-16"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(Header, type: "text/plain"));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType, await StatusAsync(Header, path: "/provisioning/api/v1.0/rate-tables"));
        Assert.Empty(await TablesAsync());
    }

    [Fact]
    public async Task In_v1_0_the_list_is_JSON_whatever_is_wanted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/provisioning/api/v1.0/rate-tables");
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await Service.Raw.SendAsync(request);

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_client_neither_reads_nor_writes_them()
    {
        using var client = Service.ClientWith(await Service.ClientKeyFor(Instance));

        await Refused.With(HttpStatusCode.Forbidden, () => client.ExportRateTablesAsync());
        await Refused.With(HttpStatusCode.Forbidden, () => client.ImportRateTablesAsync(Header));
    }

    private async Task<List<RateTable>> TablesAsync() =>
        [.. (await Service.Admin.ListRateTablesAsync()).Where(table => table.Series == series)];

    private async Task<HttpStatusCode> StatusAsync(
        string text, Encoding? encoding = null, string type = "text/csv", string path = Path)
    {
        using var answer = await PostAsync(text, encoding, type, path);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(
        string text, Encoding? encoding = null, string type = "text/csv", string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(text));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        // The service does not read what is too large, and closes.
        request.Headers.ExpectContinue = true;
        return await Service.Raw.SendAsync(request);
    }
}

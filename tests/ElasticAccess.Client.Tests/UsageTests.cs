using System.Text.Json;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Client.Tests;

public sealed class UsageTests
{
    private const string Path = "GET /api/v1.1/usage";

    private readonly ScriptedService _service = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_followed_by_their_cursor_until_a_page_is_empty()
    {
        _service.On(Path + "?item=Render&size=1000", 200, Page("c1", Row(1), Row(2)));
        _service.On(Path + "?item=Render&cursor=c1&size=1000", 200, Page("c2", Row(3)));
        _service.On(Path + "?item=Render&cursor=c2&size=1000", 200, Page("c2"));

        var rows = await _service.Client().AllUsageAsync(new() { Item = "Render" }, ct: Ct).ToListAsync(Ct);

        Assert.Equal([1, 2, 3], rows.Select(row => row.Sequence));
    }

    [Fact]
    public async Task Kinds_are_sent_as_a_list_and_one_that_nobody_knows_is_not()
    {
        _service.On(Path + "?item=Render&kind=AUTOMATIC_CHARGE%2CDENIAL", 200, Page("c1", Row(1)));

        var filter = new UsageFilter { Item = "Render", Kinds = [UsageKind.AutomaticCharge, UsageKind.Denial] };
        Assert.Single((await _service.Client().ListUsageAsync(filter, ct: Ct)).Rows);

        filter = filter with { Kinds = [UsageKind.Unknown] };
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Client().ListUsageAsync(filter, ct: Ct));
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_loop()
    {
        _service.On(Path + "?size=1000", 200, Page("c1", Row(1)));
        _service.On(Path + "?cursor=c1&size=1000", 200, Page("c1", Row(1)));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await _service.Client().AllUsageAsync(ct: Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task A_row_is_read_whole_and_what_does_not_apply_is_null()
    {
        _service.On(Path, 200, Page("c1", Row(7)));

        var row = Assert.Single((await _service.Client().ListUsageAsync(ct: Ct)).Rows);

        Assert.Equal((UsageKind.AutomaticCharge, 2.5m, 10m, 10m), (row.Kind, row.Rate, row.Tokens, row.Used));
        Assert.Equal("Engineering", (string?)row.Requester.Dictionary!["department"]);
        Assert.Equal(("1", "Studio", "1101"), (row.RateTable!.Version, row.RateTable.Series, row.Status.Code));
        Assert.Null(row.ActionId);
        Assert.Null(row.MetaData);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000), row.UsageTime);
    }

    [Fact]
    public async Task Filters_are_sent_as_they_are_given()
    {
        _service.On(
            $"GET /api/v1.1/usage/summary?from=1000&to=2000&instanceId={Wire.Id}&accountId=a%20b&requester=maria"
            + "&groupBy=day%2Cdictionary.a%26b&tz=Europe%2FBerlin&size=5",
            200,
            """
            { "groups": [ { "key": { "day": "2026-11-21", "dictionary.a&b": null },
                "charged": 3, "refunded": 0.5, "net": 2.5, "count": 1, "denials": 2 } ],
              "total": { "charged": 3, "refunded": 0.5, "net": 2.5, "count": 1, "denials": 2 }, "next": "n" }
            """);

        var summary = await _service.Client().SummarizeUsageAsync(
            new UsageSummaryQuery
            {
                From = DateTimeOffset.FromUnixTimeMilliseconds(1_000),
                To = DateTimeOffset.FromUnixTimeMilliseconds(2_000),
                InstanceId = Wire.Id,
                AccountId = "a b",
                Requester = "maria",
                GroupBy = ["day", "dictionary.a&b"],
                TimeZone = "Europe/Berlin",
            },
            size: 5,
            ct: Ct);

        var group = Assert.Single(summary.Groups);
        Assert.Equal(("2026-11-21", 2.5m, "n"), ((string?)group.Key["day"], group.Net, summary.Next));
        Assert.Equal(2, summary.Total.Denials);
    }

    [Fact]
    public async Task A_statement_has_a_line_without_a_key()
    {
        _service.On(
            $"{Path}/statement?instanceId={Wire.Id}&month=2026-11&by=dictionary.department&tz=Asia%2FKolkata",
            200,
            """{ "lines": [ { "key": "Engineering", "net": 4 }, { "key": null, "net": 1.5 } ], "total": 5.5 }""");

        var statement = await _service.Client().GetUsageStatementAsync(
            Wire.Id, new DateOnly(2026, 11, 21), "department", "Asia/Kolkata", Ct);

        Assert.Equal("Engineering", statement.Lines[0].Key!.Value.GetString());
        Assert.True(statement.Lines[1].Key is null or { ValueKind: JsonValueKind.Null });
        Assert.Equal(statement.Total, statement.Lines.Sum(line => line.Net));
    }

    [Fact]
    public async Task The_report_is_read_under_the_host_until_a_page_is_empty()
    {
        const string call = "https://example.test/data/api/v1/report/usage?mode=batch&format=json&pastDays=7"
            + "&meterType=elastic&pageNumber=";
        var asked = new List<string>();
        var client = new ElasticAccessClient(
            new ElasticAccessOptions
            {
                BaseAddress = new Uri(ScriptedService.Base),
                Credential = Credentials.Credential.ApiKey("ea_admin_test"),
            },
            new HttpClient(new Pages(asked)));

        var rows = await client.ReportUsageAsync(7, Ct).ToListAsync(Ct);

        Assert.Equal([call + 1, call + 2], asked);
        Assert.Equal([("a", 6m, 6m)], rows.Select(row => (row.AccountId, row.Used, row.MeterQuantity)));
    }

    private static string Page(string next, params string[] rows) =>
        $$"""{"rows":[{{string.Join(',', rows)}}],"next":"{{next}}"}""";

    private static string Row(int sequence) => $$"""
        {"id":"1d7c2f0e-4b1b-4c83-9d5e-0e0f5a7d2c11","sequence":{{sequence}},"kind":"AUTOMATIC_CHARGE",
         "usageTime":1767225600000,"writeTime":1767225600001,"correlationId":"c","accountId":"a","instanceId":"i",
         "activationId":"A","actionId":null,"sessionId":"s",
         "requester":{"type":"user","value":"maria","dictionary":{"department":"Engineering"} },
         "item":"Render","version":"2.0","count":4,"rate":2.5,"rateTable":{"series":"Studio","version":"1"},
         "tokens":10,"used":10,"quantity":100,
         "status":{"code":"1101","description":"Successfully checked out"},"metaData":null}
        """;

    private sealed class Pages(List<string> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!.AbsoluteUri);
            var rows = asked.Count == 1
                ? """{"accountId":"a","usageTime":"1767225600000","used":6,"meterQuantity":6}"""
                : "";
            return Task.FromResult(
                new HttpResponseMessage { Content = new StringContent($$"""{"data":[{{rows}}]}""") });
        }
    }
}

using System.Text.Json.Nodes;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Usage;

public sealed class UsageInputOnSqlite(SharedServices services) : UsageInputTests(services, Store.Sqlite);

public sealed class UsageInputOnPostgres(SharedServices services) : UsageInputTests(services, Store.Postgres);

/// <summary>What cannot be asked is refused with its path (contract 18.7).</summary>
public abstract class UsageInputTests(SharedServices services, Store store) : ApiTest(services, store)
{
    private const string Id = "00000000-0000-0000-0000-000000000001";
    private const string Time = "must be given once, as a time in ms from 0 to 253402300799999";
    private const string Name = "must be given once, as a name of up to 255 characters without control characters";
    private const string Uuid = "must be given once, as a UUID";
    private const string Cursor = "must be a cursor of an earlier answer to the same question";
    private const string Zone = "must be given once, as an IANA time zone such as Europe/Berlin";

    public static TheoryData<string, string> Everywhere => new()
    {
        { "from=5&to=4", "$.from: must not be after to" },
        { "from=-1", $"$.from: {Time}" },
        { "from=1.5", $"$.from: {Time}" },
        { "from=", $"$.from: {Time}" },
        { "from=2026-11-01", $"$.from: {Time}" },
        { "to=253402300800000", $"$.to: {Time}" },
        { "to=99999999999999999999", $"$.to: {Time}" },
        { "from=1&from=2", "$.from: must be given once" },
        { "instanceId=x", $"$.instanceId: {Uuid}" },
        { "instanceId=", $"$.instanceId: {Uuid}" },
        { $"instanceId={{{Id}}}", $"$.instanceId: {Uuid}" },
        { "sessionId=1", $"$.sessionId: {Uuid}" },
        { "correlationId=1", $"$.correlationId: {Uuid}" },
        { "item=", $"$.item: {Name}" },
        { "item=a%00b", $"$.item: {Name}" },
        { $"requester={new string('x', 256)}", $"$.requester: {Name}" },
        { $"accountId={new string('x', 256)}", $"$.accountId: {Name}" },
        { "size=0", "$.size: must be given once, as a whole number from 1" },
        { "size=-1", "$.size: must be given once, as a whole number from 1" },
        { "size=all", "$.size: must be given once, as a whole number from 1" },
        { "cursor=0", $"$.cursor: {Cursor}" },
        { "cursor=", $"$.cursor: {Cursor}" },
        { "cursor=AAAAAAAAAAEAAAAAAAAAAUx3t3g2Jw", $"$.cursor: {Cursor}" },
        { $"cursor={new string('A', 5_000)}", $"$.cursor: {Cursor}" },
    };

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Rows_and_summaries_refuse(string query, string fault)
    {
        await IsRefusedAsync($"/usage?{query}", fault);
        await IsRefusedAsync($"/usage/summary?{query}", fault);
    }

    [Theory]
    [InlineData("kind=")]
    [InlineData("kind=CHARGE,")]
    [InlineData("kind=CHARGE, REFUND")]
    [InlineData("kind=denial")]
    [InlineData("kind=3")]
    [InlineData("kind=CHARGE,SALE")]
    public async Task Rows_refuse_kinds_that_there_are_not(string query) => await IsRefusedAsync(
        $"/usage?{query}",
        "$.kind: must be given once, as a list with commas of CHARGE, AUTOMATIC_CHARGE, REFUND, DENIAL");

    [Theory]
    [InlineData("kind=CHARGE&kind=DENIAL", "$.kind: must be given once")]
    [InlineData("kind=CHARGE,DENIAL,CHARGE", "$.kind: 'CHARGE' is given twice")]
    public async Task Rows_refuse(string query, string fault) => await IsRefusedAsync($"/usage?{query}", fault);

    [Theory]
    [InlineData("kind=DENIAL", "$.kind: is for rows only: sums have charges, refunds and denials side by side")]
    [InlineData("groupBy=week", "$.groupBy: 'week' is none of item, itemVersion, requester, account, instance, "
        + "lineItem, hour, day, month, dictionary.<key>")]
    [InlineData("groupBy=item,item", "$.groupBy: 'item' is given twice")]
    [InlineData("groupBy=day,hour", "$.groupBy: must have only one of hour, day, month")]
    [InlineData("groupBy=item&groupBy=day", "$.groupBy: must be given once")]
    [InlineData("tz=Mars/Olympus", $"$.tz: {Zone}")]
    [InlineData("tz=europe/berlin", $"$.tz: {Zone}")]
    [InlineData("tz=", $"$.tz: {Zone}")]
    [InlineData("tz=..%2F..%2Fetc%2Fpasswd", $"$.tz: {Zone}")]
    [InlineData("tz=%2Fetc%2Fpasswd", $"$.tz: {Zone}")]
    [InlineData("from=0&to=316224000001", "$.to: must be at most ten years after from")]
    [InlineData("from=0", "$.to: must be at most ten years after from")]
    public async Task Summaries_refuse(string query, string fault) =>
        await IsRefusedAsync($"/usage/summary?{query}", fault);

    [Theory]
    [InlineData("", $"$.instanceId: {Uuid}")]
    [InlineData("", "$.month: must be given once, such as 2026-11")]
    [InlineData("", "$.by: must be given once, as dictionary.<key>")]
    [InlineData($"instanceId={Id}&month=2026-13&by=dictionary.a", "$.month: must be given once, such as 2026-11")]
    [InlineData($"instanceId={Id}&month=2026-11&by=item", "$.by: must be given once, as dictionary.<key>")]
    [InlineData($"instanceId={Id}&month=2026-11&by=dictionary.", "$.by: must be given once, as dictionary.<key>")]
    [InlineData($"instanceId={Id}&month=2026-11&by=dictionary.a&tz=X", $"$.tz: {Zone}")]
    public async Task Statements_refuse(string query, string fault) =>
        await IsRefusedAsync($"/usage/statement?{query}", fault);

    [Theory]
    [InlineData("pageNumber=0", "$.pageNumber: must be given once, as a whole number from 1")]
    [InlineData("pastDays=x", "$.pastDays: must be given once, as a whole number from 0")]
    [InlineData("mode=live", "$.mode: must be batch where it is given")]
    [InlineData("format=xml", "$.format: must be json where it is given")]
    [InlineData("meterType=other", "$.meterType: must be elastic where it is given")]
    public async Task The_report_refuses(string query, string fault) =>
        await IsRefusedAsync($"/data/api/v1/report/usage?{query}", fault, version: "");

    [Fact]
    public async Task A_cursor_of_other_groups_is_refused_and_a_size_beyond_all_bounds_is_a_wish()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        await customer.AskAsync("1*a");
        await customer.AskAsync("1*unknown");
        var query = $"instanceId={customer.Instance}&groupBy=item";
        var page = await Plain.SendAsync(Service, "GET", $"/usage/summary?{query}&size=1", null);
        Assert.Single(page["groups"]!.AsArray());

        await IsRefusedAsync($"/usage/summary?{query},day&cursor={page["next"]}", $"$.cursor: {Cursor}");
        await IsRefusedAsync($"/usage?cursor={page["next"]}", $"$.cursor: {Cursor}");
        var all = await Plain.SendAsync(Service, "GET", $"/usage/summary?{query}&size=1000000000000000000000", null);
        Assert.Equal(2, all["groups"]!.AsArray().Count);
        Assert.Null(all["next"]);
    }

    [Fact]
    public async Task There_is_no_statement_of_no_instance_and_no_line_item_before_it_was_made()
    {
        var customer = await Customer.NewAsync(Service, "a=1");
        await customer.MapAsync("A", 100);
        var lineItem = $"/instances/{customer.Instance}/line-items/{Uri.EscapeDataString(customer.Id("A"))}";

        await Plain.SendAsync(
            Service, "GET", $"/usage/statement?instanceId={Id}&month=2026-11&by=dictionary.a", null,
            System.Net.HttpStatusCode.NotFound);
        await Plain.SendAsync(Service, "GET", $"{lineItem}?at=1000", null, System.Net.HttpStatusCode.NotFound);
        await IsRefusedAsync($"{lineItem}?at=now", $"$.at: {Time}");
        var old = await Service.Raw.GetAsync(new Uri($"/api/v1.0{lineItem}?at=now", UriKind.Relative));
        Assert.True(old.IsSuccessStatusCode);
    }

    private async Task IsRefusedAsync(string path, string fault, string version = "/api/v1.1")
    {
        using var answer = await Service.Raw.GetAsync(new Uri(version + path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400, $"{path}: {answer.StatusCode} {text}");
        Assert.Contains(fault, ((string)JsonNode.Parse(text)!["message"]!).Split("; "));
    }
}

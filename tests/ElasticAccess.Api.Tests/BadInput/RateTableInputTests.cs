using System.Text.Json.Nodes;

namespace ElasticAccess.Api.Tests.BadInput;

[Collection<QuietSqlite>]
public sealed class RateTableInputOnSqlite(QuietSqliteService quiet) : RateTableInputTests(quiet);

[Collection<QuietPostgres>]
public sealed class RateTableInputOnPostgres(QuietPostgresService quiet) : RateTableInputTests(quiet);

public abstract class RateTableInputTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string NotAName = "must have 1 to 255 characters and no control characters";
    private const string NotAVersion = "must have at most 255 characters and no control characters";

    private const string NotAQuery =
        "must be given once, as a name of up to 255 characters without control characters";

    [Fact]
    public Task Members_are_bounded() => AreRefused(Target.RateTable, $"""
        effectiveFrom     -1     $.effectiveFrom: must be a time in ms from 0 to 253402300799999
        effectiveFrom     253402300800000  $.effectiveFrom: must be a time in ms from 0 to 253402300799999
        effectiveFrom     1.5    $.effectiveFrom: number found, integer expected
        series            "a\nb"  $.series: {NotAVersion}
        series            "{new string('s', 256)}"  $.series: {NotAVersion}
        version           ""     $.version: {NotAName}
        version           3      $.version: integer found, string expected
        version           "{new string('3', 256)}"  $.version: {NotAName}
        items             []     $.items: must hold 1 to 10000 items
        items[0].name     ""     $.items[0].name: {NotAName}
        items[1].name     "a\u0001"  $.items[1].name: {NotAName}
        items[0].version  "2\n"  $.items[0].version: {NotAVersion}
        items[0].rate     -      $.items[0].rate: is missing but it is required
        items[0].rate     null   $.items[0].rate: is missing but it is required
        items[0].rate     -1     $.items[0].rate: must be from 0 to 9000000000000
        items[0].rate     -0.000001  $.items[0].rate: must be from 0 to 9000000000000
        items[0].rate     9000000000001  $.items[0].rate: must be from 0 to 9000000000000
        items[0].rate     1e400  $.items[0].rate: must be a number of a size that can be held
        items[0].rate     "2.5"  $.items[0].rate: string found, number expected
        """);

    [Fact]
    public Task An_item_stands_in_a_table_once() => AreRefused(
        new[] { """{ "name": "Export" }""", """{ "name": "Export", "version": "" }""", """{ "name": "Export", "version": null }""" }
            .SelectMany(item =>
            {
                var body = JsonNode.Parse(Target.RateTable.Body)!;
                var again = JsonNode.Parse(item)!;
                again["rate"] = 2;
                body["items"]!.AsArray().Add(again);
                return Attempt.Of(
                    Target.RateTable, item, body.ToJsonString(), 400,
                    "$.items[2]: the same name and version stand in the table already");
            }));

    [Fact]
    public Task There_are_at_most_10000_items()
    {
        var items = string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"{{\"name\":\"i{i}\",\"rate\":1}}"));
        return AreRefused(Attempt.Of(
            Target.RateTable,
            "10,001 items",
            $$"""{ "effectiveFrom": 0, "version": "3", "items": [ {{items}} ] }""",
            400,
            "$.items: must hold 1 to 10000 items"));
    }

    [Fact]
    public Task A_version_that_exists_is_a_conflict() => AreRefused(
        Cases(Target.RateTable, $"series  \"{Series}\"  -").Select(attempt => attempt with
        {
            Status = 409,
            Body = System.Text.Encoding.UTF8.GetBytes(
                System.Text.Encoding.UTF8.GetString(attempt.Body).Replace("\"3\"", "\"1\"", StringComparison.Ordinal)),
            Text = "Version 1 of this series exists already",
        }));

    [Theory]
    [InlineData("", 400, "$.version: is missing but it is required")]
    [InlineData("?version=", 400, "$.version: " + NotAQuery)]
    [InlineData("?version=1&version=1", 400, "$.version: " + NotAQuery)]
    [InlineData("?version=1&series={series}&series=b", 400, "$.series: " + NotAQuery)]
    [InlineData("?version=1%00", 400, "$.version: " + NotAQuery)]
    [InlineData("?version=1&series=%00", 400, "$.series: " + NotAQuery)]
    [InlineData("?version=1", 404, null)]
    [InlineData("?version=2&series={series}", 404, null)]
    [InlineData("?version=1&series=%27%20or%201=1%20--", 404, null)]
    [InlineData("?version=%ff&series=%ed%a0%80", 404, null)]
    [InlineData("?version=1&series={series}", 409, "Version 1 is already in effect")]
    public Task A_table_is_deleted_by_its_version_and_only_ahead_of_its_time(string query, int status, string? text) =>
        AreRefused(Attempt.Of(new(HttpMethod.Delete, "/rate-tables", "", Words.Error), query, "", status, text)
            .Select(attempt => attempt with { Query = query.Replace("{series}", Series, StringComparison.Ordinal) }));
}

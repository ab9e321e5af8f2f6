using System.Globalization;
using System.Net;
using ElasticAccess.Api.Tests.BadInput;
using ElasticAccess.Api.Tests.Idempotency;
using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.RateTables;

[Collection<QuietSqlite>]
public sealed class RehearsalOnSqlite(QuietSqliteService quiet) : RehearsalTests(quiet);

[Collection<QuietPostgres>]
public sealed class RehearsalOnPostgres(QuietPostgresService quiet) : RehearsalTests(quiet);

/// <summary>
/// What past use would have cost (contract 20), on a service that nobody else uses meanwhile: it shows whether anything
/// has changed.
/// </summary>
public abstract class RehearsalTests(QuietService quiet) : BadInputTest(quiet)
{
    private const string Path = "/api/v1.1/rate-tables/rehearsal";

    [Fact]
    public async Task Past_use_is_priced_anew_by_item_account_and_instance_and_nothing_changes()
    {
        var (one, other) = (await Customer.NewAsync(Service, "a=3", "a/2.0=1", "b=7"), await OtherAsync());
        await one.MapAsync("A", 10);
        await one.MapAsync("B", 100, lineItem => lineItem with { End = lineItem.End.AddDays(1) });
        Assert.Equal("1101 A-3, 1101 A-7 B-49, 1101 B-2, 1201",
            await one.AskAsync("1*a", "8*b", "2*a/2.0", "1*unknown"));
        await other.MapAsync("C", 100, lineItem => lineItem with
        {
            Attributes = lineItem.Attributes with { RateTableSeries = one.Series },
        });
        await other.MapAsync("D", 100, lineItem => lineItem with { End = lineItem.End.AddDays(1) });
        Assert.Equal("1101 C-1.5, 1101 D-5", await other.AskAsync("0.5*a", "1*x"));
        var before = await Snapshot.TakeAsync(Service);

        var rehearsal = await Service.Admin.RehearseRateTableAsync(
            Service.Table(one.Series, "new", LineItem.Permanent, "a=2.5", "b=7.000001", "never=1"));

        Assert.Empty((await Snapshot.TakeAsync(Service)).DifferencesFrom(before));
        Assert.Equal((60.5m, 59.750008m, -0.749992m), Costs(rehearsal.Total));
        Assert.Equal(
            ["a: 4.5 3.75 -0.75", "b: 56 56.000008 0.000008"],
            rehearsal.Items.Select(item => $"{item.Item}{item.Version}: {Text(item)}"));
        Assert.Equal(
            new[] { $"{one.Instance}: 59 58.500008 -0.499992", $"{other.Instance}: 1.5 1.25 -0.25" }.Order(),
            rehearsal.Instances.Select(instance => $"{instance.InstanceId}: {Text(instance)}").Order());
        Assert.Equal(
            ["1.5 1.25 -0.25", "59 58.500008 -0.499992"], rehearsal.Accounts.Select(account => Text(account)).Order());
        Assert.Equal([new("a", "2.0", "NOT_RATED", 2)], rehearsal.Missing);
        Assert.Equal(2, rehearsal.MissingTotal);
        var alone = await Service.Admin.RehearseRateTableAsync(
            Service.Table(one.Series, "new", LineItem.Permanent, "a=0"), instanceId: other.Instance);
        Assert.Equal(("1.5 0 -1.5", 5m), (Text(alone.Total), alone.OtherSeries));
        Assert.Equal(other.Instance, Assert.Single(alone.Instances).InstanceId);
    }

    [Fact]
    public async Task Only_use_of_that_time_counts()
    {
        var customer = await Customer.NewAsync(Service, "a=3");
        await customer.MapAsync("A", 100);
        await customer.AskAsync("1*a");
        var row = Assert.Single(await Service.Admin.AllUsageAsync(new() { InstanceId = customer.Instance })
            .ToListAsync());
        var table = Service.Table(customer.Series, "new", LineItem.Permanent, "a=4");

        async Task<decimal> OldAsync(long fromMs, long toMs)
        {
            var rehearsal = await Service.Admin.RehearseRateTableAsync(
                table, row.UsageTime.AddMilliseconds(fromMs), row.UsageTime.AddMilliseconds(toMs), customer.Instance);
            Assert.Equal(row.UsageTime.AddMilliseconds(fromMs), rehearsal.From);
            Assert.Equal(row.UsageTime.AddMilliseconds(toMs), rehearsal.To);
            return rehearsal.Total.Old;
        }

        Assert.Equal([3, 0, 0, 0], [await OldAsync(0, 1), await OldAsync(1, 2), await OldAsync(-9, 0),
            await OldAsync(0, 0)]);
    }

    [Fact]
    public async Task A_formula_that_priced_it_gives_the_same_and_another_needs_variables_that_are_not_kept()
    {
        var customer = await Customer.NewAsync(Service);
        var series = customer.Series;
        RateTable Table(string version, string formula) => new(
            version, DateTimeOffset.UnixEpoch,
            [RateTableItem.ByFormula("r", formula), RateTableItem.AtRate("fixed", 2)], series);
        await Service.Admin.AddRateTableAsync(Table("1", "MAX(1, cores * 0.5)"));
        await customer.MapAsync("A", 100);
        await Service.Admin.RequestOneOffAsync(
            customer.Instance, Customer.Maria,
            [
                new("r", null, 2) { Variables = new Dictionary<string, decimal> { ["cores"] = 8 } },
                new("fixed", null, 3),
            ]);

        async Task<string> RehearsedAsync(string formula)
        {
            var rehearsal = await Service.Admin.RehearseRateTableAsync(
                Table("2", formula), instanceId: customer.Instance);
            return string.Join(", ",
            [
                Text(rehearsal.Total),
                .. rehearsal.Missing.Select(item => $"{item.Item} {item.Reason} {item.Old:0.######}"),
            ]);
        }

        Assert.Equal("14 14 0", await RehearsedAsync("MAX(1, cores * 0.5)"));
        Assert.Equal("6 6 0, r VARIABLES_UNKNOWN 8", await RehearsedAsync("MAX(2, cores * 0.5)"));
        Assert.Equal("14 13 -1", await RehearsedAsync("7 / 2"));
        Assert.Equal("6 6 0, r FORMULA_FAILED 8", await RehearsedAsync("1 - 2"));
        Assert.Equal("6 6 0, r TOO_LARGE 8", await RehearsedAsync("9000000000000"));
    }

    [Fact]
    public async Task Under_a_key_the_answer_is_kept_and_without_one_nothing_is()
    {
        var body = $$"""
            { "effectiveFrom": 0, "version": "x", "series": "{{Series}}", "items": [ { "name": "a", "rate": 1 } ] }
            """;
        var key = Sender.NewKey();
        var first = await Service.Raw.SendAsync("POST", $"{Path}?to=1", key, body);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        (await Service.Raw.SendAsync("POST", $"{Path}?to=1", key, body)).AssertReplays(first);
        var another = await Service.Raw.SendAsync("POST", $"{Path}?to=2", key, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, another.Status);
        var faulty = await Service.Raw.SendAsync("POST", $"{Path}?to=1", "a b", body);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
    }

    [Theory]
    [InlineData("from=5&to=4", "$.from: must not be after to")]
    [InlineData("from=x", "$.from: must be given once, as a time in ms from 0 to 253402300799999")]
    [InlineData("to=-1", "$.to: must be given once, as a time in ms from 0 to 253402300799999")]
    [InlineData("from=1&from=1", "$.from: must be given once")]
    [InlineData("from=0&to=316224000001", "$.to: must be at most ten years after from")]
    [InlineData("instanceId=x", "$.instanceId: must be given once, as a UUID")]
    public async Task What_cannot_be_asked_is_refused(string query, string fault)
    {
        var answer = await Service.Raw.SendAsync(
            "POST", $"{Path}?{query}", null,
            """{ "effectiveFrom": 0, "version": "x", "items": [ { "name": "a", "rate": 1 } ] }""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"\"error\":\"{fault}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_could_not_be_published_is_refused_and_so_are_others_than_the_administrator()
    {
        var table = Service.Table(Series, "new", LineItem.Permanent, "a=1", "a=2");
        var twice = await Refused.With(
            HttpStatusCode.BadRequest, () => Service.Admin.RehearseRateTableAsync(table));
        Assert.Contains("$.items[1]:", twice.Message, StringComparison.Ordinal);
        table = Service.Table(Series, "new", LineItem.Permanent, "a=1");
        await Refused.With(HttpStatusCode.NotFound, () => Service.Admin.RehearseRateTableAsync(
            table, instanceId: "00000000-0000-0000-0000-00000000000f"));
        using var client = Service.ClientWith(await Service.ClientKeyFor(Instance));
        await Refused.With(HttpStatusCode.Forbidden, () => client.RehearseRateTableAsync(table));
        using var nobody = Service.ClientWith("ea_admin_nobody");
        await Refused.With(HttpStatusCode.Unauthorized, () => nobody.RehearseRateTableAsync(table));
        using var csv = await Service.Raw.PostAsync(
            new Uri(Path, UriKind.Relative), new StringContent("a,b", null, "text/csv"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, csv.StatusCode);
    }

    private Task<Customer> OtherAsync() => Customer.NewAsync(Service, "x=5");

    private static (decimal, decimal, decimal) Costs(RehearsedCosts costs) => (costs.Old, costs.New, costs.Difference);

    private static string Text(RehearsedCosts costs) => string.Create(
        CultureInfo.InvariantCulture, $"{costs.Old:0.######} {costs.New:0.######} {costs.Difference:0.######}");
}

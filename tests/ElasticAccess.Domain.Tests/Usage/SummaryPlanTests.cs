using System.Globalization;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Tests.Usage;

public class SummaryPlanTests
{
    public static TheoryData<string> Zones =>
    [
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
        "America/St_Johns", "Africa/Casablanca", "Antarctica/Troll", "Pacific/Apia",
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_millisecond_is_read_once_and_falls_into_the_bucket_that_the_clocks_show(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var seed in Cases.Seeds(400))
        {
            var random = new Random(seed);
            var unit = (TimeUnit?)new TimeUnit?[] { null, TimeUnit.Hour, TimeUnit.Day, TimeUnit.Month }[random.Next(4)];
            var detail = (SummaryDetail)random.Next(3);
            var from = random.NextInt64(Ms("2004-01-01"), Ms("2030-01-01"));
            var length = random.NextInt64(0, unit == TimeUnit.Hour ? 40 * RollUp.DayMs : 800 * RollUp.DayMs);
            from = random.Next(3) == 0 ? RollUp.StartOf(from, RollUp.DayMs) : from;
            var to = from + (random.Next(3) == 0 ? RollUp.StartOf(length, RollUp.QuarterHourMs) : length);

            var plan = SummaryPlan.Make(from, to, zone, unit, detail);

            AssertCovers(plan, from, to, detail, $"{id}, seed {seed}");
            for (var i = 0; i < 200 && to > from; i++)
            {
                var at = random.NextInt64(from, to);
                Assert.True(plan.Names[plan.BucketOf(at)] == Expected(at, zone, unit), $"{id}, seed {seed}, {at}");
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-11-21", 24)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Asia/Kolkata", "2026-11-01", 24)]
    [InlineData("Asia/Kathmandu", "2026-11-01", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    public void A_day_is_as_long_as_the_clocks_make_it(string zone, string day, double hours)
    {
        var plan = Plan(Ms(day) - (3 * RollUp.DayMs), Ms(day) + (3 * RollUp.DayMs), zone, TimeUnit.Day);

        var at = plan.Names.Index().Single(name => name.Item == day).Index;
        Assert.Equal(hours, (plan.BoundariesMs[at + 1] - plan.BoundariesMs[at]) / 3_600_000.0);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-24T22:00", "00 01 02:120 03 04 05 06 07")]
    [InlineData("Europe/Berlin", "2026-03-28T23:00", "00 01 03 04 05 06 07 08 09")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T13:00", "00 01:90 02 03 04 05 06 07 08:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T13:30", "00 01 02:30 03 04 05 06 07 08 09:30")]
    [InlineData("Asia/Kathmandu", "2026-11-01T00:00", "05:15 06 07 08 09 10 11 12 13 14:45")]
    public void An_hour_that_comes_twice_is_one_bucket_and_one_that_is_left_out_is_none(
        string zone, string fromUtc, string expected)
    {
        var plan = Plan(Ms(fromUtc), Ms(fromUtc) + (9 * 3_600_000), zone, TimeUnit.Hour);

        var found = plan.Names.Select((name, i) =>
            name[11..13] + (plan.BoundariesMs[i + 1] - plan.BoundariesMs[i] is var ms && ms == 3_600_000
                ? "" : $":{ms / 60_000}"));
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void Two_buckets_share_a_name_where_the_clocks_go_back_across_their_border()
    {
        var plan = Plan(Ms("2009-10-20"), Ms("2009-11-10"), "America/St_Johns", TimeUnit.Month);

        Assert.Equal(["2009-10", "2009-11", "2009-10", "2009-11"], plan.Names);
        Assert.Equal(60_000, plan.BoundariesMs[2] - plan.BoundariesMs[1]);
    }

    [Theory]
    [InlineData("UTC", "2026-11-01", "2026-12-01", TimeUnit.Day, SummaryDetail.Who, "DaysWithWho 2026-11-01T00:00")]
    [InlineData("UTC", "2026-11-01", "2026-12-01", TimeUnit.Hour, SummaryDetail.Nothing,
        "QuarterHours 2026-11-01T00:00")]
    [InlineData("UTC", "2026-11-01", "2026-12-01", null, SummaryDetail.Rows, "Rows 2026-11-01T00:00")]
    [InlineData("Asia/Kolkata", "2026-10-31T18:30", "2026-11-30T18:30", TimeUnit.Month, SummaryDetail.Nothing,
        "QuarterHours 2026-10-31T18:30, Days 2026-11-01T00:00, QuarterHours 2026-11-30T00:00")]
    [InlineData("Asia/Kolkata", "2026-10-31T18:30", "2026-11-30T18:30", TimeUnit.Month, SummaryDetail.Who,
        "Rows 2026-10-31T18:30, DaysWithWho 2026-11-01T00:00, Rows 2026-11-30T00:00")]
    [InlineData("UTC", "2026-11-01T00:07", "2026-11-03T10:20", null, SummaryDetail.Nothing,
        "Rows 2026-11-01T00:07, QuarterHours 2026-11-01T00:15, Days 2026-11-02T00:00, QuarterHours 2026-11-03T00:00, "
        + "Rows 2026-11-03T10:15")]
    public void The_longest_roll_ups_that_fit_are_read(
        string zone, string from, string to, TimeUnit? unit, SummaryDetail detail, string expected)
    {
        var plan = SummaryPlan.Make(Ms(from), Ms(to), TimeZoneInfo.FindSystemTimeZoneById(zone), unit, detail);

        Assert.Equal(expected, string.Join(", ", plan.Spans.Select(span =>
            $"{span.Source} {DateTime.UnixEpoch.AddMilliseconds(span.FromMs):yyyy-MM-ddTHH:mm}")));
    }

    [Fact]
    public void Ten_years_of_hours_are_one_hundred_thousand_buckets_at_most()
    {
        var plan = Plan(0, SummaryPlan.RangeMsMax, "Australia/Lord_Howe", TimeUnit.Hour);

        Assert.InRange(plan.Names.Count, 80_000, 100_000);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Plan(0, SummaryPlan.RangeMsMax + 1, "UTC", TimeUnit.Hour));
    }

    [Fact]
    public void The_last_times_that_there_are_have_buckets_too()
    {
        const long End = 253_402_300_799_999;
        var plan = Plan(End - RollUp.DayMs, End, "Pacific/Kiritimati", TimeUnit.Month);

        Assert.Equal(["9999-12", "10000-01"], plan.Names);
        Assert.Empty(Plan(0, 0, "America/New_York", TimeUnit.Day).Names);
        Assert.Equal(["1969-12-31"], Plan(0, 1, "America/New_York", TimeUnit.Day).Names);
    }

    private static void AssertCovers(SummaryPlan plan, long from, long to, SummaryDetail detail, string where)
    {
        Assert.Equal((from, to), (plan.BoundariesMs[0], plan.BoundariesMs[^1]));
        Assert.Equal(plan.Names.Count, plan.BoundariesMs.Count - 1);
        Assert.True(plan.BoundariesMs.Zip(plan.BoundariesMs.Skip(1)).All(pair => pair.First < pair.Second), where);
        var at = from;
        foreach (var span in plan.Spans)
        {
            Assert.True(span.FromMs == at && span.ToMs > at, where);
            at = span.ToMs;
            var length = span.Source switch
            {
                SummarySource.Rows => 1,
                SummarySource.QuarterHours => RollUp.QuarterHourMs,
                _ => RollUp.DayMs,
            };
            Assert.True(span.FromMs % length == 0 && span.ToMs % length == 0, where);
            Assert.True(plan.BoundariesMs.All(boundary =>
                boundary <= span.FromMs || boundary >= span.ToMs || boundary % length == 0), where);
            Assert.True(detail == SummaryDetail.Nothing || span.Source is SummarySource.Rows
                || (detail == SummaryDetail.Who && span.Source == SummarySource.DaysWithWho), where);
        }

        Assert.True(at == to || (from == to && plan.Spans.Count == 0), where);
    }

    private static string Expected(long ms, TimeZoneInfo zone, TimeUnit? unit)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddMilliseconds(ms), zone);
        return unit switch
        {
            TimeUnit.Hour => local.ToString("yyyy-MM-dd'T'HH':00'", CultureInfo.InvariantCulture),
            TimeUnit.Day => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeUnit.Month => local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static SummaryPlan Plan(long from, long to, string zone, TimeUnit unit) =>
        SummaryPlan.Make(from, to, TimeZoneInfo.FindSystemTimeZoneById(zone), unit, SummaryDetail.Nothing);

    private static long Ms(string utc) => new DateTimeOffset(
        DateTime.Parse(utc, CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}

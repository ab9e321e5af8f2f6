using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Tests;

/// <summary>What people write, and what the API says of it, is read whole or said to be unreadable.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("2026-01-31T18:05", "Europe/Berlin", "2026-01-31T18:05:00+01:00")]
    [InlineData("2026-07-31T18:05:09", "Europe/Berlin", "2026-07-31T18:05:09+02:00")]
    [InlineData("2026-07-31T18:05:09.25", "UTC", "2026-07-31T18:05:09.25+00:00")]
    [InlineData("0001-01-01T00:00", "UTC", "0001-01-01T00:00:00+00:00")]
    [InlineData("2026-01-01T00:00:00Z", "Europe/Berlin", null)]
    [InlineData("2026-01-01T00:00:00+05:00", "Europe/Berlin", null)]
    [InlineData("0001-01-01T00:00", "Asia/Tokyo", null)]
    [InlineData("9999-12-31T23:59", "America/New_York", null)]
    [InlineData("31.12.2026", "UTC", null)]
    [InlineData("", "UTC", null)]
    [InlineData(null, "UTC", null)]
    public void A_time_is_read_in_the_viewers_zone_or_not_at_all(string? written, string zone, string? expected)
    {
        var clock = new Clock(TimeZoneInfo.FindSystemTimeZoneById(zone));
        DateTimeOffset? time = expected is null
            ? null
            : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(time, clock.Read(written));
        Assert.Equal(time?.Offset, clock.Read(written)?.Offset);
    }

    [Theory]
    [InlineData("cores=8 hours=2.5", null)]
    [InlineData("cores=8,\r\nhours=2.5", null)]
    [InlineData("cores=x", "cores=x")]
    [InlineData("cores=8 hours", "hours")]
    [InlineData("cores=8 cores=9", "cores=9")]
    [InlineData("=8", "=8")]
    public void Variables_are_all_asked_with_or_the_first_that_is_none_is_named(string written, string? unread)
    {
        var posted = new Dictionary<string, string?>
        {
            ["value"] = "ann",
            ["type"] = "user",
            ["item0"] = "Render",
            ["item1"] = "Export",
            ["variables1"] = written,
        };
        var question = Question.Read(posted.GetValueOrDefault, out var fault);
        if (unread is null)
        {
            Assert.Equal(
                new Dictionary<string, decimal> { ["cores"] = 8, ["hours"] = 2.5m }, question!.Items[1].Variables);
            Assert.Null(fault);
        }
        else
        {
            Assert.Null(question);
            Assert.Equal(
                [$"{unread}: must be name=number, each name once"], fault!.At("$.requestedItems[1].variables"));
        }
    }

    [Theory]
    [InlineData("$.items: must not be empty", "must not be empty")]
    [InlineData("$.items[37].rate: must be at least 0", "entry 38: rate: must be at least 0")]
    [InlineData("$.items[0]: twice: Render", "entry 1: twice: Render")]
    [InlineData("$.items.some.other[1][2]: is odd", "some: other: entry 2: entry 3: is odd")]
    public void A_fault_below_a_field_says_where_below(string fault, string shown) =>
        Assert.Equal([shown], new ApiFault(null, [fault, "$.itemsOther: no"], TraceId: null).At("$.items"));
}

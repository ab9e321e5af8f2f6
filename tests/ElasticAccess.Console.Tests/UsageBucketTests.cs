using ElasticAccess.Console.Components.Shared;
using ElasticAccess.Console.Reaching;

namespace ElasticAccess.Console.Tests;

/// <summary>A plot of use over time shows the times without use, too.</summary>
public sealed class UsageBucketTests
{
    private const string Berlin = "Europe/Berlin";

    [Theory]
    [InlineData("day", "2026-11-20T10:00Z", "2026-11-22T10:00Z", "UTC", "2026-11-21=5",
        "2026-11-20=0 2026-11-21=5 2026-11-22=0")]
    [InlineData("day", null, "2026-11-23T00:00Z", "UTC", "2026-11-21=5", "2026-11-21=5 2026-11-22=0")]
    [InlineData("day", "2026-11-20T22:30Z", "2026-11-21T23:30Z", Berlin, "2026-11-21=5",
        "2026-11-20=0 2026-11-21=5 2026-11-22=0")]
    [InlineData("month", "2026-01-31T12:00Z", "2026-04-01T00:00Z", "UTC", "2026-02=-1",
        "2026-01=0 2026-02=-1 2026-03=0")]
    [InlineData("hour", "2026-03-29T00:00Z", "2026-03-29T02:00Z", Berlin, "2026-03-29T01:00=5",
        "2026-03-29T01:00=5 2026-03-29T03:00=0")]
    [InlineData("hour", "2026-10-24T23:00Z", "2026-10-25T02:00Z", Berlin, "2026-10-25T02:00=5",
        "2026-10-25T01:00=0 2026-10-25T02:00=5")]
    [InlineData("day", "2026-11-20T10:00Z", "2026-11-22T10:00Z", "UTC", "", "")]
    [InlineData("hour", "0001-01-01T00:00Z", "2026-11-22T10:00Z", Berlin, "2026-11-21T07:00=5", "2026-11-21T07:00=5")]
    [InlineData("day", "2026-11-20T10:00Z", "2026-11-20T10:00Z", "UTC", "2026-11-25=5", "2026-11-20=0 2026-11-25=5")]
    public void Every_bucket_of_the_time_asked_for_has_a_column(
        string bucket, string? from, string to, string zone, string used, string expected) =>
        Assert.Equal(expected, Text(UsageBuckets.Filled(
            [.. used.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read)], bucket,
            new Clock(Zones.Find(zone)!), from is null ? null : Time(from), Time(to))));

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("Europe/../UTC", false)]
    [InlineData("Nowhere/Here", false)]
    [InlineData("", false)]
    public void Nothing_but_the_name_of_a_zone_is_looked_up(string name, bool isKnown) =>
        Assert.Equal(isKnown, Zones.Find(name) is not null);

    private static (string Name, decimal Net) Read(string text) =>
        (text.Split('=')[0], decimal.Parse(text.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture));

    private static string Text(IEnumerable<(string Name, decimal Net)> columns) =>
        string.Join(' ', columns.Select(column => $"{column.Name}={column.Net}"));

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

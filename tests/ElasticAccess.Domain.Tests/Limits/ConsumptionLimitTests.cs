using System.Globalization;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Domain.Tests.Limits;

public class ConsumptionLimitTests
{
    private static readonly Tokens Hundred = Tokens.Whole(100);

    // "interval, configured at, next reset wished or -, now => start of the period, next reset"
    public static TheoryData<string> Periods => Cases.Of("""
        DAY,   2026-02-27T10:00, -, 2026-02-27T10:00 => 2026-02-27T10:00, 2026-02-28   # Earlier use does not count.
        DAY,   2026-02-27T10:00, -, 2026-02-27T23:59:59.999 => 2026-02-27T10:00, 2026-02-28
        DAY,   2026-02-27T10:00, -, 2026-02-28T00:00 => 2026-02-28, 2026-03-01         # The reset begins the new one.
        DAY,   2026-02-27,       -, 2026-02-27T00:00 => 2026-02-27, 2026-02-28         # Midnight itself is no next one.
        DAY,   2024-02-28T10:00, -, 2024-02-28T10:00 => 2024-02-28T10:00, 2024-02-29
        DAY,   2026-12-31T10:00, -, 2026-12-31T10:00 => 2026-12-31T10:00, 2027-01-01
        DAY,   2026-01-01, 2026-01-01T06:00, 2026-01-05T05:59 => 2026-01-04T06:00, 2026-01-05T06:00
        DAY,   2026-01-01, 2026-01-01T06:00, 2026-01-05T06:00 => 2026-01-05T06:00, 2026-01-06T06:00
        DAY,   2026-01-01, 2026-01-10, 2026-01-05 => 2026-01-01, 2026-01-10            # No reset before the one wished.
        DAY,   2026-01-10T12:00, 2026-01-01T06:00, 2026-01-10T12:00 => 2026-01-10T12:00, 2026-01-11T06:00
        WEEK,  2026-11-21T10:00, -, 2026-11-21T10:00 => 2026-11-21T10:00, 2026-11-23   # From Saturday to Monday.
        WEEK,  2026-11-23,       -, 2026-11-23T00:00 => 2026-11-23, 2026-11-30
        WEEK,  2026-11-22T23:59, -, 2026-11-22T23:59 => 2026-11-22T23:59, 2026-11-23
        WEEK,  2026-11-21T10:00, -, 2026-12-31T10:00 => 2026-12-28, 2027-01-04         # Over the end of the year.
        WEEK,  2026-01-01, 2026-01-07T12:00, 2026-02-01 => 2026-01-28T12:00, 2026-02-04T12:00
        MONTH, 2026-01-31T10:00, -, 2026-01-31T10:00 => 2026-01-31T10:00, 2026-02-01
        MONTH, 2026-01-31T10:00, -, 2026-02-01T00:00 => 2026-02-01, 2026-03-01
        MONTH, 2026-01-31T10:00, -, 2026-02-28T23:59:59.999 => 2026-02-01, 2026-03-01
        MONTH, 2024-01-31T10:00, -, 2024-02-29T12:00 => 2024-02-01, 2024-03-01
        MONTH, 2026-01-31T10:00, -, 2026-12-31T23:59 => 2026-12-01, 2027-01-01
        MONTH, 2026-01-10, 2026-03-01, 2026-02-15 => 2026-01-10, 2026-03-01            # The documented next reset.
        MONTH, 2026-01-10, 2026-03-01, 2026-03-01 => 2026-03-01, 2026-04-01
        MONTH, 2026-01-10, 2026-03-01T06:00, 2026-04-01T05:00 => 2026-03-01T06:00, 2026-04-01T06:00
        MONTH, 2026-01-10, 2026-03-15, 2026-01-10 => 2026-01-10, 2026-04-01            # Always the first of a month.
        MONTH, 2026-01-10, 2026-12-15T06:00, 2027-01-02 => 2027-01-01T06:00, 2027-02-01T06:00
        MONTH, 2026-05-20, 2026-03-01, 2026-05-20 => 2026-05-20, 2026-06-01
        MONTH, 2026-05-20, 2026-03-01, 2026-07-04 => 2026-07-01, 2026-08-01
        YEAR,  2026-11-21, -, 2026-11-21 => 2026-11-21, 2027-01-01
        YEAR,  2026-11-21, -, 2027-01-01 => 2027-01-01, 2028-01-01
        YEAR,  2026-01-01, -, 2026-01-01 => 2026-01-01, 2027-01-01
        YEAR,  2026-01-01, 2026-07-01T12:00, 2026-06-30 => 2026-01-01, 2026-07-01T12:00
        YEAR,  2026-01-01, 2026-07-01T12:00, 2030-07-01T11:59 => 2029-07-01T12:00, 2030-07-01T12:00
        YEAR,  2024-01-01, 2024-02-29, 2024-12-31 => 2024-02-29, 2025-02-28            # The leap day, and its stand-in.
        YEAR,  2024-01-01, 2024-02-29, 2025-02-28 => 2025-02-28, 2026-02-28
        YEAR,  2024-01-01, 2024-02-29, 2027-12-31 => 2027-02-28, 2028-02-29            # And it comes back.
        YEAR,  2096-01-01, 2096-02-29, 2100-06-01 => 2100-02-28, 2101-02-28            # 2100 has no leap day,
        YEAR,  1996-01-01, 1996-02-29, 2000-06-01 => 2000-02-29, 2001-02-28            # 2000 had one.
        DAY,   2026-02-27T10:00, -, 2026-02-27T09:00 => 2026-02-27T10:00, 2026-02-28   # A clock that jumped back.
        YEAR,  2026-01-01, 9999-12-31T23:59:59.999, 2026-06-01 => 2026-01-01, 9999-12-31T23:59:59.999
        """);

    [Theory]
    [MemberData(nameof(Periods))]
    public void A_period_ends_where_the_next_begins(string row)
    {
        var (left, expected) = Cases.Split(row);
        var given = left.Split(',', StringSplitOptions.TrimEntries);
        var limit = ConsumptionLimit.Configure(
            Hundred,
            Enum.Parse<LimitInterval>(given[0], ignoreCase: true),
            nextReset: given[2] == "-" ? null : At(given[2]),
            now: At(given[1]));

        var period = limit.PeriodAt(At(given[3]));

        Assert.Equal(
            expected.Split(',').Select(time => Written(At(time))),
            [Written(period.Start), Written(period.NextReset)]);
    }

    [Theory]
    [InlineData("0", "100")]
    [InlineData("99.999999", "0.000001")]
    [InlineData("100", "0")]
    [InlineData("130", "0")]
    public void What_is_left_is_never_negative(string used, string left)
    {
        var limit = ConsumptionLimit.Configure(Hundred, LimitInterval.Month, null, At("2026-01-01"));

        Assert.Equal(Tokens.Parse(left), limit.Left(Tokens.Parse(used)));
    }

    [Fact]
    public void The_last_millisecond_of_the_calendar_has_a_next_reset()
    {
        var end = new Instant(253_402_300_799_999);
        foreach (var interval in Enum.GetValues<LimitInterval>())
        {
            var period = ConsumptionLimit.Configure(Hundred, interval, null, end).PeriodAt(end);

            Assert.True(period.NextReset > end);
        }
    }

    [Fact]
    public void Periods_are_those_of_a_walk_from_reset_to_reset()
    {
        foreach (var seed in Cases.Seeds(3_000))
        {
            var random = new Random(seed);
            var interval = (LimitInterval)(seed % 4);
            var configured = RandomTime(random);
            DateTime? wish = random.Next(3) == 0 ? null : configured.AddHours(random.Next(-20_000, 20_000));
            var now = configured.AddMilliseconds(random.NextInt64(10L * 366 * 24 * 3_600_000));

            // Walk from the first reset, one at a time, until one lies behind now.
            var first = FirstReset(interval, configured, wish);
            var (start, next) = (configured, first);
            for (var n = 1; next <= now; n++)
            {
                (start, next) = (next > configured ? next : configured, interval switch
                {
                    LimitInterval.Day => first.AddDays(n),
                    LimitInterval.Week => first.AddDays(7 * n),
                    LimitInterval.Month => first.AddMonths(n),
                    _ => first.AddYears(n),
                });
            }

            var limit = ConsumptionLimit.Configure(Hundred, interval, wish is { } at ? Of(at) : null, Of(configured));
            var period = limit.PeriodAt(Of(now));

            Assert.True(period == new LimitPeriod(Of(start), Of(next)),
                $"seed {seed}: {interval} from {configured:O}, wish {wish:O}, at {now:O}: "
                + $"{Written(period.Start)} to {Written(period.NextReset)}, not {start:O} to {next:O}");
            Assert.True(limit.PeriodAt(period.Start) == period, $"seed {seed}: starts too late");
            Assert.True(limit.PeriodAt(new(period.NextReset.Ms - 1)) == period, $"seed {seed}: ends too early");
            Assert.True(limit.PeriodAt(period.NextReset).Start == period.NextReset, $"seed {seed}: a gap");
        }
    }

    private static DateTime FirstReset(LimitInterval interval, DateTime configured, DateTime? wish)
    {
        var day = wish?.Date ?? configured.Date.AddDays(1);
        while (interval switch
        {
            LimitInterval.Month => day.Day != 1,
            LimitInterval.Week => wish is null && day.DayOfWeek != DayOfWeek.Monday,
            LimitInterval.Year => wish is null && day.DayOfYear != 1,
            _ => false,
        })
        {
            day = day.AddDays(1);
        }

        return day + (wish?.TimeOfDay ?? TimeSpan.Zero);
    }

    // From 1960 to 2110, past a century year that is no leap year; often on a leap day or at midnight.
    private static DateTime RandomTime(Random random)
    {
        var day = random.Next(4) == 0
            ? new DateTime(1960 + (4 * random.Next(35)), 2, 29, 0, 0, 0, DateTimeKind.Utc)
            : new DateTime(1960, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(150 * 365));
        return random.Next(3) == 0 ? day : day.AddMilliseconds(random.Next(86_400_000));
    }

    private static Instant At(string text) => Of(DateTime.Parse(
        text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    private static Instant Of(DateTime utc) => new((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);

    private static string Written(Instant at) =>
        DateTime.UnixEpoch.AddMilliseconds(at.Ms).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
}

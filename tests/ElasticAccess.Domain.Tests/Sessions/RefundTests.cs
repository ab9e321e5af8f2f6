using System.Globalization;
using System.Numerics;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Domain.Tests.Sessions;

public class RefundTests
{
    // "charge, charged until, now (minutes), period (minutes) => refund"
    public static TheoryData<string> Table => Cases.Of("""
        6, 180, 140, 60         => 4
        6, 60, 15, 60           => 4.5
        6, 60, 0, 60            => 6
        6, 60, 60, 60           => 0
        6, 60, 61, 60           => 0          # Never negative.
        6, 60, -1, 60           => 6          # Never more than the charge.
        6, 60, -99999, 60       => 6
        0, 60, 15, 60           => 0
        1, 60, 20, 60           => 0.666667
        1, 60, 40, 60           => 0.333333
        10, 1440, 1, 1440       => 9.993056
        0.000001, 60, 30, 60    => 0          # Half a millionth goes to even.
        0.000003, 60, 30, 60    => 0.000002
        0.000005, 60, 30, 60    => 0.000002
        0.000001, 60, 29, 60    => 0.000001
        9000000000000, 60, 20, 60 => 6000000000000
        9223372036854.775807, 1440, 0, 1440 => 9223372036854.775807
        9223372036854.775807, 1440, 720, 1440 => 4611686018427.387904
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void A_refund_is_the_unused_part_of_the_charge(string row)
    {
        var (left, expected) = Cases.Split(row);
        var given = left.Split(',', StringSplitOptions.TrimEntries);

        var refund = Refund.ProRata(
            Tokens.Parse(given[0]), Minute(given[1]), Minute(given[2]), TimeSpan.FromMinutes(Number(given[3])));

        Assert.Equal(Tokens.Parse(expected), refund);
    }

    [Fact]
    public void Any_refund_is_the_exact_part_rounded_half_to_even()
    {
        foreach (var seed in Cases.Seeds(50_000))
        {
            var random = new Random(seed);
            var charge = random.NextInt64(random.Next(2) == 0 ? 50 : long.MaxValue);
            var period = seed % 3 == 0 ? random.Next(1, 10) : random.Next(600_000, 86_400_001);
            var until = random.NextInt64(0, 253_402_300_799_999);
            var now = until - random.NextInt64(-period / 4, period + (period / 4) + 1);

            var unused = Math.Clamp(until - now, 0, period);
            var quotient = BigInteger.DivRem((BigInteger)charge * unused, period, out var rest);
            var half = (rest * 2).CompareTo(period);
            var expected = quotient + (half > 0 || (half == 0 && !quotient.IsEven) ? 1 : 0);

            var refund = Refund.ProRata(new(charge), new(until), new(now), TimeSpan.FromMilliseconds(period));

            Assert.True(refund.Micro == expected && refund.Micro >= 0 && refund.Micro <= charge,
                $"seed {seed}: {refund.Micro} of {charge}, not {expected}");
        }
    }

    [Fact]
    public void A_negative_charge_and_a_period_of_nothing_are_broken_invariants()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Refund.ProRata(-Tokens.Smallest, new(1), new(0), TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Refund.ProRata(Tokens.Smallest, new(1), new(0), TimeSpan.Zero));
    }

    private static Instant Minute(string text) => new(Number(text) * 60_000);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

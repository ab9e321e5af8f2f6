using System.Globalization;
using System.Numerics;
using System.Text;

namespace ElasticAccess.Domain.Tests;

public class TokensTests
{
    // "text => micro-tokens", or "no" where the text is no JSON number or does not fit.
    public static TheoryData<string> Numbers => Cases.Of("""
        0                        => 0
        -0                       => 0
        0e5                      => 0
        0e99999999999999999999   => 0
        10                       => 10000000
        10.0                     => 10000000
        4.5                      => 4500000
        -4.5                     => -4500000
        0.000001                 => 1
        -0.000001                => -1
        0.0000001                => 0                     # A tenth of the smallest amount.
        0.0000005                => 0                     # Half a millionth goes to even: 0.
        0.00000050000000000000000000000000000000000001 => 1   # One digit behind the tie decides, however far.
        0.0000015                => 2                     # A millionth and a half goes to even: 2.
        0.0000025                => 2
        0.00000249999999999999999999999999999999999999 => 2
        -0.0000005               => 0
        -0.0000015               => -2
        2.0000005                => 2000000
        2.0000015                => 2000002
        0.0000009                => 1
        9.9999995                => 10000000              # 9,999,999.5 goes to the even neighbour, ten tokens.
        1e0                      => 1000000
        1e+2                     => 100000000
        1e-6                     => 1
        1e-7                     => 0
        15e-7                    => 2
        1.5E-6                   => 2
        123456e-5                => 1234560
        0.00123e3                => 1230000
        1e12                     => 1000000000000000000
        9000000000000            => 9000000000000000000
        9223372036854.775807     => 9223372036854775807   # The largest amount a counter holds.
        -9223372036854.775807    => -9223372036854775807
        9223372036854.7758074    => 9223372036854775807
        9223372036854.7758075    => no                    # Rounds to one more than fits.
        9223372036854.775808     => no
        10000000000000           => no
        1e13                     => no
        1e99999999999999999999   => no
        -1e400                   => no
        1e-99999999999999999999  => 0
        100000000000000000000000000000000000e-35 => 1000000
        0.00000000000000000000000000000000000001e38 => 1000000
        01                       => no                    # JSON has no leading zeros.
        -01                      => no
        00                       => no
        00.5                     => no
        +1                       => no
        .5                       => no
        5.                       => no
        -                        => no
        1e                       => no
        1e+                      => no
        1e1.5                    => no
        1.2.3                    => no
        1,5                      => no
        0x10                     => no
        1 0                      => no
        --1                      => no
        NaN                      => no
        Infinity                 => no
        "1"                      => no
        """);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_read_exactly_and_rounded_once_half_to_even(string row)
    {
        var (text, expected) = Cases.Split(row);

        var isNumber = Tokens.TryParse(Encoding.UTF8.GetBytes(text), out var tokens);

        Assert.Equal(expected, isNumber ? tokens.Micro.ToString(CultureInfo.InvariantCulture) : "no");
    }

    [Fact]
    public void Nothing_surrounded_by_blanks_or_empty_is_a_number()
    {
        Assert.All(["", " ", " 1", "1 ", "\t1", "1\n", "1\0"], text =>
            Assert.False(Tokens.TryParse(Encoding.UTF8.GetBytes(text), out _), $"'{text}'"));
    }

    [Fact]
    public void A_number_of_many_digits_keeps_its_value()
    {
        var zeros = new string('0', 20_000);

        Assert.Equal(1_000_000, Tokens.Parse($"0.{zeros}1e20001").Micro);
        Assert.Equal(1_000_000, Tokens.Parse($"1{zeros}e-20000").Micro);
        Assert.Equal(1, Tokens.Parse($"0.0000005{zeros}1").Micro);
        Assert.Throws<FormatException>(() => Tokens.Parse($"1{zeros}"));
    }

    [Fact]
    public void Any_number_is_read_as_its_exact_value_would_be_rounded()
    {
        foreach (var seed in Cases.Seeds(100_000))
        {
            var random = new Random(seed);
            var (text, numerator, exponent) = NumberText(random);

            // The value is numerator × 10^exponent; in micro-tokens six places more.
            var places = exponent + Tokens.Decimals;
            var expected = places >= 0
                ? numerator * BigInteger.Pow(10, places)
                : HalfEven(numerator, BigInteger.Pow(10, -places));
            var fits = BigInteger.Abs(expected) <= long.MaxValue;

            var isRead = Tokens.TryParse(Encoding.UTF8.GetBytes(text), out var tokens);

            Assert.True(isRead == fits, $"seed {seed}: {text} {(isRead ? "was read" : "was refused")}");
            Assert.True(!fits || tokens.Micro == expected, $"seed {seed}: {text} is not {tokens.Micro}");
        }
    }

    public static TheoryData<string> Formats => Cases.Of("""
        0                    => 0
        1                    => 0.000001
        -1                   => -0.000001
        10                   => 0.00001
        100000               => 0.1
        1000000              => 1
        4500000              => 4.5
        -4500000             => -4.5
        10000000             => 10
        1234560              => 1.23456
        9000000000000000000  => 9000000000000
        9223372036854775807  => 9223372036854.775807
        -9223372036854775808 => -9223372036854.775808
        """);

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_amount_is_written_in_its_shortest_plain_form(string row)
    {
        var (micro, expected) = Cases.Split(row);
        var tokens = new Tokens(long.Parse(micro, CultureInfo.InvariantCulture));

        Assert.Equal(expected, Written(tokens));
        Assert.Equal(expected, tokens.ToString());
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same_amount()
    {
        foreach (var seed in Cases.Seeds(100_000))
        {
            var random = new Random(seed);
            var tokens = new Tokens(AnyLong(random));
            if (tokens.Micro == long.MinValue)
            {
                continue;
            }

            var text = Written(tokens);

            Assert.True(Tokens.Parse(text) == tokens, $"seed {seed}: {tokens.Micro} was written as {text}");
            Assert.True(text == tokens.ToString(), $"seed {seed}: {text} and {tokens}");
            Assert.False(text.Contains('.') && text[^1] is '0' or '.', $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void A_buffer_that_could_be_too_small_is_refused_untouched()
    {
        Span<byte> small = stackalloc byte[20];

        Assert.False(Tokens.Largest.TryFormat(small, out var written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void Sums_and_differences_are_exact_or_refused()
    {
        foreach (var seed in Cases.Seeds(100_000))
        {
            var random = new Random(seed);
            var (a, b) = (AnyLong(random), AnyLong(random));

            Assert.True(Exact((BigInteger)a + b, () => new Tokens(a) + new Tokens(b)), $"seed {seed}: {a} + {b}");
            Assert.True(Exact((BigInteger)a - b, () => new Tokens(a) - new Tokens(b)), $"seed {seed}: {a} - {b}");
            Assert.True(Exact(-(BigInteger)a, () => -new Tokens(a)), $"seed {seed}: -{a}");
            Assert.True(Exact((BigInteger)a * 1_000_000, () => Tokens.Whole(a)), $"seed {seed}: whole {a}");
            Assert.True(Math.Min(a, b) == Tokens.Smaller(new(a), new(b)).Micro, $"seed {seed}: smaller of {a}, {b}");
            Assert.True(Math.Max(a, b) == Tokens.Larger(new(a), new(b)).Micro, $"seed {seed}: larger of {a}, {b}");
            Assert.True(a.CompareTo(b) == new Tokens(a).CompareTo(new(b)), $"seed {seed}: order of {a}, {b}");
            Assert.True((a < b) == (new Tokens(a) < new Tokens(b)), $"seed {seed}: {a} < {b}");
            Assert.True((a >= b) == (new Tokens(a) >= new Tokens(b)), $"seed {seed}: {a} >= {b}");
        }
    }

    [Fact]
    public void A_decimal_is_rounded_half_to_even_or_refused()
    {
        foreach (var seed in Cases.Seeds(100_000))
        {
            var random = new Random(seed);
            var value = new decimal(random.Next(), random.Next(), seed % 3 == 0 ? 0 : random.Next(),
                random.Next(2) == 0, (byte)random.Next(29));
            if (seed % 4 == 0)
            {
                value = new decimal(random.NextInt64(1_000_000_000)) / 20_000_000m;   // many ties
            }

            var bits = decimal.GetBits(value);
            var mantissa = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
            var scale = (bits[3] >> 16) & 0xFF;
            var exact = HalfEven((value < 0 ? -mantissa : mantissa) * 1_000_000, BigInteger.Pow(10, scale));

            Assert.True(Exact(exact, () => Tokens.Round(value)), $"seed {seed}: {value}");
        }
    }

    private static bool Exact(BigInteger expected, Func<Tokens> actual)
    {
        try
        {
            return actual().Micro == expected;
        }
        catch (OverflowException)
        {
            return expected < long.MinValue || expected > long.MaxValue;
        }
    }

    private static string Written(Tokens tokens)
    {
        Span<byte> buffer = stackalloc byte[32];
        Assert.True(tokens.TryFormat(buffer, out var written));
        return Encoding.UTF8.GetString(buffer[..written]);
    }

    // Amounts in bands: small, around the powers of two, anything.
    private static long AnyLong(Random random) => random.Next(4) switch
    {
        0 => random.Next(-3, 4),
        1 => (random.Next(2) == 0 ? 1 : -1) * ((1L << random.Next(63)) + random.Next(-1, 2)),
        2 => random.Next(2) == 0 ? long.MaxValue - random.Next(3) : long.MinValue + random.Next(3),
        _ => random.NextInt64(long.MinValue, long.MaxValue),
    };

    private static (string Text, BigInteger Numerator, int Exponent) NumberText(Random random)
    {
        var whole = random.Next(4) == 0 ? "0" : $"{random.Next(1, 10)}{Digits(random, random.Next(22))}";
        var fraction = random.Next(3) == 0 ? "" : $"{Digits(random, random.Next(1, 30))}";
        var power = random.Next(2) == 0 ? 0 : random.Next(-30, 30);
        var sign = random.Next(2) == 0 ? "-" : "";
        var text = $"{sign}{whole}{(fraction == "" ? "" : "." + fraction)}{(power == 0 ? "" : $"e{power}")}";
        var numerator = BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture);
        return (text, sign == "" ? numerator : -numerator, power - fraction.Length);
    }

    // Mostly zeros, fives and nines: where rounding goes wrong.
    private static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => "0005599012346780"[random.Next(16)]));

    private static BigInteger HalfEven(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        var twice = (rest * 2).CompareTo(denominator);
        quotient += twice > 0 || (twice == 0 && !quotient.IsEven) ? 1 : 0;
        return numerator.Sign * quotient;
    }
}

/// <summary>What every test here needs: tables of text, and seeds that can be replayed.</summary>
internal static class Cases
{
    /// <summary>One case a line; what follows <c>#</c> is a comment.</summary>
    public static TheoryData<string> Of(string table) => [.. Rows(table)];

    public static IEnumerable<string> Rows(string table) => table.Split('\n')
        .Select(line => line.Split('#')[0].TrimEnd())
        .Where(line => line.Length > 0);

    /// <summary>The two sides of <c>=></c>.</summary>
    public static (string Left, string Right) Split(string row)
    {
        var at = row.IndexOf("=>", StringComparison.Ordinal);
        return (row[..at].Trim(), row[(at + 2)..].Trim());
    }

    /// <summary>0, 1, 2, …; or only the one that ELASTICACCESS_SEED names, to replay a failure.</summary>
    public static IEnumerable<int> Seeds(int count) =>
        Environment.GetEnvironmentVariable("ELASTICACCESS_SEED") is { Length: > 0 } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(0, count);
}

using System.Globalization;
using System.Numerics;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Tests.Rating;

public class FormulaPropertyTests
{
    private static readonly string[] Unary = ["ABS", "FLOOR.MATH", "CEILING.MATH", "floor.math"];
    private static readonly string[] Binary = ["SUM", "PRODUCT", "MIN", "MAX", "min", "Sum"];

    [Fact]
    public void A_random_formula_comes_to_what_exact_fractions_say()
    {
        var (compared, negative) = (0, 0);
        foreach (var seed in Cases.Seeds(20_000))
        {
            var random = new Random(seed);
            var text = Expression(random, depth: 1 + (seed % 5));
            var literals = new Dictionary<string, string> { ["X"] = Literal(random), ["WIDTH"] = Literal(random) };
            var variables = literals.ToDictionary(
                pair => random.Next(2) == 0 ? pair.Key : pair.Key.ToLowerInvariant(),
                pair => decimal.Parse(pair.Value, CultureInfo.InvariantCulture));
            if (text.Length > Formula.LengthMax || new FormulaOracle(literals).Evaluate(text) is not { } exact)
            {
                continue;
            }

            Assert.True(Formula.TryParse(text, out var formula, out var fault), $"seed {seed}: {text}: {fault}");
            var result = formula.Evaluate(variables);

            var rate = exact.RoundTo(12, awayFromZero: false).RoundTo(6, awayFromZero: false);
            var micro = (rate * new Fraction(1_000_000, 1)).Floor();
            var agrees = result switch
            {
                FormulaResult.Value value => value.Rate.Micro == micro,
                FormulaResult.Failed failed => micro < 0 && failed.Reason == "the result is negative",
                _ => false,
            };
            Assert.True(agrees, $"seed {seed}: {text} {string.Join(' ', literals)}: {micro} millionths, not {result}");
            compared++;
            negative += micro < 0 ? 1 : 0;
        }

        // One seed alone is a replay.
        Assert.True(compared < 2 || (compared > 10_000 && negative > 200), $"{compared} compared, {negative} negative");
    }

    [Fact]
    public void A_fractional_power_has_20_right_digits_or_22_right_decimals()
    {
        foreach (var seed in Cases.Seeds(2_000))
        {
            var random = new Random(seed);
            var x = new decimal(random.NextInt64(1, 1_000_000_000_000)) / Scale(random.Next(16));
            var eighths = random.Next(1, 200) * (random.Next(2) == 0 ? 1 : -1);
            var power = $"POWER({x.ToString(CultureInfo.InvariantCulture)},{eighths}/8)";

            // x^(n/8), exactly: the eighth root of x^n, here with 60 decimals.
            const int decimals = 60;
            var fraction = Fraction.Parse(x.ToString(CultureInfo.InvariantCulture));
            var (top, bottom) = eighths > 0 ? (fraction.Top, fraction.Bottom) : (fraction.Bottom, fraction.Top);
            var root = Root8(BigInteger.Pow(top, Math.Abs(eighths)) * BigInteger.Pow(10, 8 * decimals)
                / BigInteger.Pow(bottom, Math.Abs(eighths)));
            var exponent = root.ToString(CultureInfo.InvariantCulture).Length - 1 - decimals;
            if (exponent >= 28)
            {
                var failed = Assert.IsType<FormulaResult.Failed>(Evaluate(power));
                Assert.True(failed.Reason.Contains("10^28", StringComparison.Ordinal), $"seed {seed}: {power}");
                continue;
            }

            // The difference from the first 28 digits of the root, in units of the last digit promised.
            var shown = Math.Clamp(27 - exponent, 0, 28);
            var digits = (root / BigInteger.Pow(10, decimals - shown)).ToString(CultureInfo.InvariantCulture);
            digits = digits.PadLeft(shown + 1, '0');
            var literal = shown == 0 ? digits : $"{digits[..^shown]}.{digits[^shown..]}";
            var error = Evaluate($"ABS({power}-{literal})*10^{Math.Min(22, 20 - exponent)}");

            Assert.True(error is FormulaResult.Value { Rate.Micro: <= 1_000_000 },
                $"seed {seed}: {power} differs from {literal} by {error}");
        }

        static FormulaResult Evaluate(string text)
        {
            Assert.True(Formula.TryParse(text, out var formula, out var fault), $"{text}: {fault}");
            return formula.Evaluate(new Dictionary<string, decimal>());
        }
    }

    private static decimal Scale(int digits) =>
        decimal.Parse("1" + new string('0', digits), CultureInfo.InvariantCulture);

    private static BigInteger Root8(BigInteger n) => SquareRoot(SquareRoot(SquareRoot(n)));

    private static BigInteger SquareRoot(BigInteger n)
    {
        var root = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (n / BigInteger.Max(root, 1))) / 2;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static string Expression(Random random, int depth)
    {
        if (depth == 0)
        {
            return random.Next(4) switch { 0 => "x", 1 => "Width", _ => Literal(random) };
        }

        var blank = random.Next(3) == 0 ? " " : "";
        return random.Next(12) switch
        {
            0 => $"-{blank}{Expression(random, depth - 1)}",
            1 => $"({blank}{Expression(random, depth - 1)})",
            2 => $"{Unary[random.Next(Unary.Length)]}({Expression(random, depth - 1)}{blank})",
            3 => Call(Binary[random.Next(Binary.Length)]),
            4 => $"ROUND({Expression(random, depth - 1)},{blank}{random.Next(-3, 9)})",
            5 => $"POWER({Expression(random, depth - 1)},{blank}{random.Next(-3, 5)})",
            6 => $"({Expression(random, depth - 1)}){blank}^{blank}{random.Next(-3, 5)}",
            7 => $"{Literal(random)}^{random.Next(-2, 4)}^{blank}{random.Next(-2, 4)}",
            _ => $"{Expression(random, depth - 1)}{blank}{"+-*/"[random.Next(4)]}{Expression(random, depth - 1)}",
        };

        string Call(string name) =>
            $"{name}({Expression(random, depth - 1)}{blank},{blank}{Expression(random, depth - 1)})";
    }

    private static string Literal(Random random) => random.Next(5) switch
    {
        0 => $"{random.Next(10)}",
        1 => $"{random.Next(1, 1_000)}",
        2 => $"{random.Next(100)}.{random.Next(100)}",
        3 => $".{random.Next(1, 1_000_000)}",
        _ => $"{random.Next(1, 20) * 0.5m:0.0}",
    };
}

using System.Globalization;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Tests.Rating;

public class FormulaFaultTests
{
    // "formula => 0-based position, part of the sentence"
    public static TheoryData<string> Faults => Cases.Of("""
        1+              => 2, a number, a variable
        1+*2            => 2, a number, a variable
        *2              => 0, a number, a variable
        +2              => 0, a number, a variable       # There is no unary plus.
        1 + +2          => 4, a number, a variable
        2 3             => 2, an operator or the end
        2x              => 1, an operator or the end
        x y             => 2, an operator or the end
        1e3             => 1, an operator or the end     # There are no exponents.
        2(3)            => 1, an operator or the end
        (1)(2)          => 3, an operator or the end
        1)              => 1, an operator or the end
        1,2             => 1, an operator or the end
        (1              => 2, ')' is expected
        (1,2)           => 2, ')' is expected
        ((1)            => 4, ')' is expected
        ()              => 1, a number, a variable
        )               => 0, a number, a variable
        -               => 1, a number, a variable
        2^              => 2, a number, a variable
        5.              => 1, a digit must follow
        5.x             => 1, a digit must follow
        .               => 0, a digit must follow
        1.2.3           => 3, an operator or the end
        1..2            => 1, a digit must follow
        $x              => 0, no meaning
        x!              => 1, no meaning
        a&b             => 1, no meaning
        "x"             => 0, no meaning
        10%             => 2, no meaning
        MIN(1;2)        => 5, no meaning
        A1:A2           => 2, no meaning
        FOO(1)          => 0, there is no function 'FOO'
        1+foo(1)        => 2, there is no function 'foo'
        FLOOR(1)        => 0, there is no function 'FLOOR'
        SQRT(4)         => 0, there is no function 'SQRT'
        MIN(1)          => 5, MIN takes 2 arguments
        MIN(1,2,3)      => 7, MIN takes 2 arguments
        SUM(1,2,3)      => 7, SUM takes 2 arguments
        sum(1)          => 5, sum takes 2 arguments
        ABS(1,2)        => 5, ABS takes 1 argument
        FLOOR.MATH(1,2) => 12, FLOOR.MATH takes 1 argument
        ROUND(1)        => 7, ROUND takes 2 arguments
        POWER(2         => 7, POWER takes 2 arguments
        MIN()           => 4, a number, a variable
        MIN(,1)         => 4, a number, a variable
        MIN(1,)         => 6, a number, a variable
        1234567890123456789012345678.9 => 0, at most 28 digits
        0.00000000000000000000000000001 => 0, at most 28 digits
        """);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_text_that_is_no_formula_is_refused_with_the_place(string row)
    {
        var (text, expected) = Cases.Split(row);
        var (position, reason) = (expected[..expected.IndexOf(',')], expected[(expected.IndexOf(',') + 2)..]);

        Assert.False(Formula.TryParse(text, out var formula, out var fault));

        Assert.Null(formula);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(int.Parse(position, CultureInfo.InvariantCulture), fault.Position);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("=1")]
    [InlineData("x = 1")]
    [InlineData("1 # 2")]
    [InlineData("x \U0001F600")]
    [InlineData("x\0")]
    public void Neither_nothing_nor_strange_characters_are_a_formula(string text) =>
        Assert.False(Formula.TryParse(text, out _, out _));

    [Fact]
    public void A_formula_has_at_most_1000_characters()
    {
        Assert.True(Formula.TryParse("1" + new string(' ', 999), out _, out _));

        Assert.False(Formula.TryParse("1" + new string(' ', 1_000), out _, out var fault));
        Assert.Equal(1_000, fault.Position);
    }

    [Fact]
    public void Nesting_ends_at_32_and_a_row_of_operators_is_no_nesting()
    {
        Assert.True(Formula.TryParse(Nested(32), out var deepest, out _));
        Assert.Equal(new FormulaResult.Value(Tokens.Whole(7)), deepest.Evaluate(new Dictionary<string, decimal>()));

        Assert.False(Formula.TryParse(Nested(33), out _, out var fault));
        Assert.Equal(32 * "ABS(".Length + "ABS".Length, fault.Position);

        Assert.True(Formula.TryParse(new string('-', 998) + "7", out var minuses, out _));
        Assert.Equal(new FormulaResult.Value(Tokens.Whole(7)), minuses.Evaluate(new Dictionary<string, decimal>()));

        Assert.True(Formula.TryParse("1" + string.Concat(Enumerable.Repeat("+1", 499)), out var sums, out _));
        Assert.Equal(new FormulaResult.Value(Tokens.Whole(500)), sums.Evaluate(new Dictionary<string, decimal>()));

        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("ABS(", depth)) + "7" + new string(')', depth);
    }

    [Fact]
    public void Whatever_the_text_and_the_variables_nothing_throws()
    {
        string[] words = ["1", "0", "2.5", ".5", "10000", "9999999999999999999999999999",
            "0.0000000000000000000000000001", "x", "y", "(", ")", ",", "+", "-", "*", "/", "^",
            "MIN(", "POWER(", "ROUND(", "FLOOR.MATH(", "ABS(", " ", "$"];
        decimal[] values = [0, 1, -1, decimal.MaxValue, decimal.MinValue, 1e28m, 1e-28m, 0.5m, 28, -28, 9_999.99m];
        var parsed = 0;

        foreach (var seed in Cases.Seeds(50_000))
        {
            var random = new Random(seed);
            var count = random.Next(1, 12);
            var text = string.Concat(Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
            var variables = new Dictionary<string, decimal>
            {
                ["x"] = values[random.Next(values.Length)],
                ["y"] = values[random.Next(values.Length)],
            };
            try
            {
                if (Formula.TryParse(text, out var formula, out var fault))
                {
                    formula.Evaluate(variables);
                    parsed++;
                }
                else
                {
                    Assert.InRange(fault.Position, 0, text.Length);
                }
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {text} {string.Join(' ', variables)}: {e}");
            }
        }

        Assert.True(parsed != 0 || Environment.GetEnvironmentVariable("ELASTICACCESS_SEED") is not null);
    }
}

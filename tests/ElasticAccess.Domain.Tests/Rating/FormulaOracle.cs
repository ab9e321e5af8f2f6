using System.Globalization;
using System.Numerics;

namespace ElasticAccess.Domain.Tests.Rating;

/// <summary>An exact fraction; the second opinion on decimal arithmetic.</summary>
internal readonly record struct Fraction
{
    public Fraction(BigInteger top, BigInteger bottom)
    {
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom) * (bottom.Sign < 0 ? -1 : 1);
        (Top, Bottom) = (top / divisor, bottom / divisor);
    }

    public BigInteger Top { get; }

    public BigInteger Bottom { get; }

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Top * b.Bottom) + (b.Top * a.Bottom), a.Bottom * b.Bottom);

    public static Fraction operator -(Fraction a) => new(-a.Top, a.Bottom);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Top * b.Bottom, a.Bottom * b.Top);

    public static bool operator <(Fraction a, Fraction b) => a.Top * b.Bottom < b.Top * a.Bottom;

    public static bool operator >(Fraction a, Fraction b) => b < a;

    public static Fraction Parse(string literal)
    {
        var point = literal.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : literal.Length - point - 1;
        var digits = "0" + literal.Replace(".", "", StringComparison.Ordinal);
        return new(BigInteger.Parse(digits, CultureInfo.InvariantCulture), BigInteger.Pow(10, decimals));
    }

    public BigInteger Floor() => BigInteger.Divide(Top - (((Top % Bottom) + Bottom) % Bottom), Bottom);

    public Fraction RoundTo(int decimals, bool awayFromZero)
    {
        var unit = decimals >= 0
            ? new Fraction(1, BigInteger.Pow(10, decimals))
            : new Fraction(BigInteger.Pow(10, -decimals), 1);
        var units = this / unit;
        var floor = units.Floor();
        var rest = units + new Fraction(-floor, 1);
        var half = new Fraction(1, 2);
        var up = rest > half || (rest == half && (awayFromZero ? Top.Sign > 0 : !floor.IsEven));
        return new Fraction(floor + (up ? 1 : 0), 1) * unit;
    }
}

/// <summary>Evaluates a formula by shunting-yard over fractions: another method and other numbers.</summary>
internal sealed class FormulaOracle(IReadOnlyDictionary<string, string> variables)
{
    private static readonly Fraction Large = new(1_000_000_000, 1);
    private static readonly Fraction Tiny = new(1, BigInteger.Pow(10, 20));
    private static readonly Fraction Small = new(1, 1_000_000_000);
    private readonly Stack<Fraction> values = [];
    private readonly Stack<string> pending = [];

    /// <summary>
    /// Null where decimals may rightly differ from exact fractions: numbers beyond a thousand million, numbers too
    /// small to see, and divisors that are zero or nearly so.
    /// </summary>
    public Fraction? Evaluate(string text)
    {
        var expectsOperand = true;
        foreach (var word in Words(text))
        {
            if (char.IsAsciiDigit(word[0]) || word[0] == '.')
            {
                values.Push(Fraction.Parse(word));
                expectsOperand = false;
            }
            else if (word == "(" || word[^1] == '(')
            {
                pending.Push(word.ToUpperInvariant());
                expectsOperand = true;
            }
            else if (word == ")" || word == ",")
            {
                var sound = ApplyUntilBracket() && (word == "," || ApplyCall());
                expectsOperand = word == ",";
                if (!sound)
                {
                    return null;
                }
            }
            else if (char.IsLetter(word[0]))
            {
                values.Push(Fraction.Parse(variables[word.ToUpperInvariant()]));
                expectsOperand = false;
            }
            else if (!PushOperator(expectsOperand ? "~" : word))
            {
                return null;
            }
            else
            {
                expectsOperand = true;
            }
        }

        return ApplyUntilBracket() ? values.Pop() : null;
    }

    private bool PushOperator(string op)
    {
        // A sign waits for its operand; every other operator first lets those of at least its rank go.
        while (op != "~" && pending.TryPeek(out var top) && top[^1] != '(' && Rank(top) >= Rank(op))
        {
            if (!Apply(pending.Pop()))
            {
                return false;
            }
        }

        pending.Push(op);
        return true;
    }

    private bool ApplyUntilBracket()
    {
        while (pending.TryPeek(out var top) && top[^1] != '(')
        {
            if (!Apply(pending.Pop()))
            {
                return false;
            }
        }

        return true;
    }

    private bool ApplyCall()
    {
        var call = pending.Pop();
        return call == "(" || Apply(call[..^1]);
    }

    private static int Rank(string op) => op switch { "~" => 4, "^" => 3, "*" or "/" => 2, _ => 1 };

    private bool Apply(string op)
    {
        var isUnary = op is "~" or "ABS" or "FLOOR.MATH" or "CEILING.MATH";
        var b = values.Pop();
        var a = isUnary ? b : values.Pop();
        if ((op == "/" || (op is "^" or "POWER" && b.Top.Sign < 0)) && Abs(op == "/" ? b : a) < Small)
        {
            return false;
        }

        if (op is "^" or "POWER" && a.Top.IsZero && b.Top.IsZero)
        {
            return false;
        }

        var settled = b.RoundTo(12, awayFromZero: false);
        values.Push(op switch
        {
            "~" => -b,
            "+" or "SUM" => a + b,
            "-" => a + -b,
            "*" or "PRODUCT" => a * b,
            "/" => a / b,
            "^" or "POWER" => Power(a, (int)b.Floor()),
            "ABS" => Abs(b),
            "MIN" => a < b ? a : b,
            "MAX" => a > b ? a : b,
            "FLOOR.MATH" => new(settled.Floor(), 1),
            "CEILING.MATH" => new(-(-settled).Floor(), 1),
            "ROUND" => a.RoundTo(12, awayFromZero: false).RoundTo((int)b.Floor(), awayFromZero: true),
            _ => throw new InvalidOperationException(op),
        });

        var size = Abs(values.Peek());
        return size.Top.IsZero || (size > Tiny && size < Large);
    }

    private static Fraction Power(Fraction x, int n)
    {
        var power = new Fraction(BigInteger.Pow(x.Top, Math.Abs(n)), BigInteger.Pow(x.Bottom, Math.Abs(n)));
        return n < 0 ? new Fraction(1, 1) / power : power;
    }

    private static Fraction Abs(Fraction x) => x.Top.Sign < 0 ? -x : x;

    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (IsPart(text[at]) && end < text.Length && IsPart(text[end]))
            {
                end++;
            }

            var isCall = char.IsLetter(text[at]) && end < text.Length && text[end] == '(';
            if (text[at] != ' ')
            {
                yield return text[at..(end + (isCall ? 1 : 0))];
            }

            at = end + (isCall ? 1 : 0);
        }

        static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '.';
    }
}

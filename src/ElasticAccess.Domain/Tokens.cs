using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ElasticAccess.Domain;

/// <summary>
/// An amount of tokens, a rate or a count, in whole millionths (micro-tokens); checked, never binary floating point
/// (contract 2). A single amount that enters or leaves is at most <see cref="Max"/>; a counter may grow up to
/// <see cref="Largest"/>.
/// </summary>
public readonly record struct Tokens(long Micro) : IComparable<Tokens>
{
    /// <summary>Digits after the decimal point.</summary>
    public const int Decimals = 6;

    /// <summary>Micro-tokens in one token.</summary>
    public const long MicroPerToken = 1_000_000;

    /// <summary>Largest quantity, overdraft limit, allocation, rate and count that a caller may name.</summary>
    public const long MaxWhole = 9_000_000_000_000;

    private const decimal MicroPerTokenDecimal = MicroPerToken;

    // sign, 13 digits, point, 6 digits
    private const int CharsMax = 21;

    public static readonly Tokens Zero;
    public static readonly Tokens Smallest = new(1);
    public static readonly Tokens Max = new(MaxWhole * MicroPerToken);

    /// <summary>What a counter can hold. Unlimited overdraft is bounded by it, so that nothing ever wraps.</summary>
    public static readonly Tokens Largest = new(long.MaxValue);

    public decimal Value => Micro / MicroPerTokenDecimal;

    public static Tokens Whole(long tokens) => new(checked(tokens * MicroPerToken));

    /// <summary>Half to even. Throws <see cref="OverflowException"/> past <see cref="Largest"/>.</summary>
    public static Tokens Round(decimal tokens) =>
        new(decimal.ToInt64(decimal.Round(tokens * MicroPerTokenDecimal, MidpointRounding.ToEven)));

    public static Tokens operator +(Tokens a, Tokens b) => new(checked(a.Micro + b.Micro));

    public static Tokens operator -(Tokens a, Tokens b) => new(checked(a.Micro - b.Micro));

    public static Tokens operator -(Tokens a) => new(checked(-a.Micro));

    public static bool operator <(Tokens a, Tokens b) => a.Micro < b.Micro;

    public static bool operator >(Tokens a, Tokens b) => a.Micro > b.Micro;

    public static bool operator <=(Tokens a, Tokens b) => a.Micro <= b.Micro;

    public static bool operator >=(Tokens a, Tokens b) => a.Micro >= b.Micro;

    public static Tokens Smaller(Tokens a, Tokens b) => a < b ? a : b;

    public static Tokens Larger(Tokens a, Tokens b) => a > b ? a : b;

    /// <summary>
    /// Reads a JSON number exactly: however many decimals or exponent it has, it is rounded once, half to even.
    /// False when it is no JSON number or its size exceeds what a counter can hold.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Tokens tokens) => TokensParser.TryParse(utf8, out tokens);

    public static Tokens Parse(string text) => TryParse(Encoding.UTF8.GetBytes(text), out var tokens)
        ? tokens
        : throw new FormatException($"'{text}' is no amount of tokens");

    /// <summary>The shortest plain number: <c>10</c>, <c>4.5</c>, <c>0.000001</c>.</summary>
    public bool TryFormat(Span<byte> utf8, out int written)
    {
        var size = (UInt128)Int128.Abs(Micro);
        var whole = (ulong)(size / MicroPerToken);
        var fraction = (uint)(size % MicroPerToken);
        var start = 0;
        written = 0;
        if (utf8.Length < CharsMax)
        {
            return false;
        }

        if (Micro < 0)
        {
            utf8[start++] = (byte)'-';
        }

        Utf8Formatter.TryFormat(whole, utf8[start..], out var digits);
        written = start + digits;
        if (fraction == 0)
        {
            return true;
        }

        utf8[written++] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, utf8[written..], out _, new('D', Decimals));
        written += Decimals;
        while (utf8[written - 1] == (byte)'0')
        {
            written--;
        }

        return true;
    }

    public int CompareTo(Tokens other) => Micro.CompareTo(other.Micro);

    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ElasticAccess.Domain.Usage;

/// <summary>
/// Tokens added up over many rows, in whole millionths: wide enough that no number of rows overflows it.
/// </summary>
public readonly record struct TokenSum(Int128 Micro)
{
    public static readonly TokenSum Zero;

    public static implicit operator TokenSum(Tokens tokens) => new(tokens.Micro);

    public static TokenSum operator +(TokenSum a, TokenSum b) => new(checked(a.Micro + b.Micro));

    public static TokenSum operator -(TokenSum a, TokenSum b) => new(checked(a.Micro - b.Micro));

    /// <summary>The shortest plain number: <c>10</c>, <c>-4.5</c>, <c>0.000001</c>.</summary>
    public override string ToString()
    {
        var size = UInt128.CreateChecked(Int128.Abs(Micro));
        var (whole, fraction) = UInt128.DivRem(size, Tokens.MicroPerToken);
        var digits = fraction == 0
            ? ""
            : "." + fraction.ToString(CultureInfo.InvariantCulture).PadLeft(Tokens.Decimals, '0').TrimEnd('0');
        return (Micro < 0 ? "-" : "") + whole.ToString(CultureInfo.InvariantCulture) + digits;
    }
}

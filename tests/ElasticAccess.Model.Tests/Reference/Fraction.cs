using System.Numerics;

namespace ElasticAccess.Model.Tests.Reference;

/// <summary>
/// An exact number. Nothing is lost in a division, so that rounding happens once and where it is meant.
/// </summary>
public readonly record struct Fraction(BigInteger Over, BigInteger Under)
{
    public static implicit operator Fraction(BigInteger whole) => new(whole, BigInteger.One);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Over * b.Under) + (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator -(Fraction a, Fraction b) =>
        new((a.Over * b.Under) - (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator *(Fraction a, BigInteger b) => new(a.Over * b, a.Under);

    public static Fraction operator /(Fraction a, BigInteger b) => new(a.Over, a.Under * b);

    /// <summary>To the nearest whole; to the even one where two are as near. Not negative.</summary>
    public BigInteger HalfToEven()
    {
        var whole = BigInteger.DivRem(Over, Under, out var rest);
        var twice = (rest * 2).CompareTo(Under);
        return twice > 0 || (twice == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}

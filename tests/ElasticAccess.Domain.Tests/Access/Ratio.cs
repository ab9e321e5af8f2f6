using System.Numerics;

namespace ElasticAccess.Domain.Tests.Access;

/// <summary>An exact fraction, for arithmetic that cannot lose anything.</summary>
internal readonly record struct Ratio(BigInteger Top, BigInteger Bottom)
{
    public static Ratio operator +(Ratio a, Ratio b) =>
        new((a.Top * b.Bottom) + (b.Top * a.Bottom), a.Bottom * b.Bottom);

    public static Ratio operator -(Ratio a, Ratio b) => a + new Ratio(-b.Top, b.Bottom);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Ratio operator /(Ratio a, Ratio b) => new(a.Top * b.Bottom, a.Bottom * b.Top);

    public static implicit operator Ratio(BigInteger whole) => new(whole, 1);

    /// <summary>To the nearest whole number, half to even. Not negative.</summary>
    public BigInteger HalfToEven()
    {
        var floor = BigInteger.DivRem(Top, Bottom, out var rest);
        var side = (2 * rest).CompareTo(Bottom);
        return side > 0 || (side == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}

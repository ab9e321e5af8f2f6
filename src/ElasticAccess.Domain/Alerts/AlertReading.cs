using System.Diagnostics;

namespace ElasticAccess.Domain.Alerts;

/// <summary>
/// A value of a measure as an exact fraction, in millionths: percents and days are no round numbers, and a threshold
/// is crossed exactly there and not where a rounded value is.
/// </summary>
/// <param name="Over">The divisor, positive.</param>
public readonly record struct AlertReading(Int128 Micro, Int128 Over)
{
    public static readonly AlertReading Zero = new(0, 1);

    /// <summary>Half to even, six decimals, and no further than a counter reaches: for people to read.</summary>
    public Tokens Shown
    {
        get
        {
            Debug.Assert(Over > 0, "A fraction without a positive divisor");
            var whole = Micro / Over;
            var rest = Int128.Abs(Micro % Over) * 2;
            var isUp = rest > Over || (rest == Over && Int128.IsOddInteger(whole));
            whole += isUp ? Int128.Sign(Micro) : 0;
            return new((long)Int128.Clamp(whole, -long.MaxValue, long.MaxValue));
        }
    }

    public int CompareTo(Tokens value) => Micro.CompareTo(value.Micro * Over);
}

using System.Numerics;

namespace ElasticAccess.Domain.Access;

/// <summary>
/// What of a count no line item has paid for yet, exactly. The whole count is a decimal, as most charges need no more;
/// once a part is paid it is a fraction of millionths. A decimal would drop what a division leaves behind its last
/// digit, and that can tip a tie when the sum is rounded.
/// </summary>
internal readonly struct RestOfCount
{
    private readonly decimal count;
    private readonly (BigInteger Numerator, BigInteger Denominator)? divided;

    private RestOfCount(decimal count, (BigInteger Numerator, BigInteger Denominator)? divided)
    {
        this.count = count;
        this.divided = divided;
    }

    /// <param name="count">Six decimals.</param>
    public static RestOfCount Of(decimal count) => new(count, divided: null);

    /// <summary>
    /// What it costs at this rate and what was charged before, in tokens, rounded once, half to even.
    /// </summary>
    /// <param name="charged">Six decimals.</param>
    /// <param name="rate">Tokens per count, six decimals.</param>
    public decimal TotalWith(decimal charged, decimal rate)
    {
        if (divided is not { } rest)
        {
            return decimal.Round(charged + (count * rate), Tokens.Decimals, MidpointRounding.ToEven);
        }

        var whole = rest.Denominator * Tokens.MicroPerToken;
        var total = (Micro(charged) * whole) + (rest.Numerator * Micro(rate));
        var micro = BigInteger.DivRem(total, whole, out var left);
        var twice = (left * 2).CompareTo(whole);
        if (twice > 0 || (twice == 0 && !micro.IsEven))
        {
            micro++;
        }

        // In two parts: a count and a rate that are both large cost more than a decimal has room for in millionths.
        return (decimal)(micro / Tokens.MicroPerToken)
            + ((decimal)(micro % Tokens.MicroPerToken) / Tokens.MicroPerToken);
    }

    /// <summary>After tokens that cost less than all of it were taken at a rate above 0.</summary>
    public RestOfCount Without(decimal tokens, decimal rate)
    {
        var (taken, price) = (Micro(tokens), Micro(rate));
        var (numerator, denominator) = divided ?? (Micro(count), BigInteger.One);
        return taken.IsZero
            ? this
            : new(count, ((numerator * price) - (taken * Tokens.MicroPerToken * denominator), denominator * price));
    }

    private static BigInteger Micro(decimal amount) => new(amount * Tokens.MicroPerToken);
}

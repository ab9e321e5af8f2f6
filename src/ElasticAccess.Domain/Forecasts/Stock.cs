using System.Numerics;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Forecasts;

/// <summary>
/// A line item while its tokens burn down. Amounts are millionths times the milliseconds of the pace's mean, so that
/// what is used in a millisecond is a whole number and nothing is ever rounded.
/// </summary>
internal sealed class Stock
{
    private readonly BigInteger scale;
    private readonly bool isUnlimited;
    private BigInteger paid;
    private BigInteger overdraft;

    public Stock(LineItem lineItem, Instant now, bool timezoneTolerant, int days)
    {
        LineItem = lineItem;
        scale = days * Usage.RollUp.DayMs;
        Instant[] turns = [.. lineItem.TurnsAt(timezoneTolerant)];
        CanGive = turns.Length > 0 && turns[1] > now;
        isUnlimited = CanGive && lineItem.Overdraft.Type == OverdraftType.Unlimited;
        Entitled = CanGive ? Tokens.Whole(lineItem.Quantity) : Tokens.Zero;
        TokensLeft = CanGive ? lineItem.PaidLeft : Tokens.Zero;
        OverdraftLeft = isUnlimited ? null : CanGive ? lineItem.OverdraftLeft : Tokens.Zero;
        Opens = CanGive ? Instant.Later(turns[0], now) : now;
        Closes = CanGive ? turns[1] : now;
        paid = TokensLeft.Micro * scale;
        overdraft = (OverdraftLeft ?? Tokens.Zero).Micro * scale;
    }

    public LineItem LineItem { get; }

    public bool CanGive { get; }

    /// <summary>The first moment at which it can be charged, from now on.</summary>
    public Instant Opens { get; }

    /// <summary>The first moment at which it no longer can.</summary>
    public Instant Closes { get; }

    /// <summary>Used or not.</summary>
    public Tokens Entitled { get; }

    public Tokens TokensLeft { get; }

    public Tokens? OverdraftLeft { get; }

    public Instant? TokensGoneAt { get; private set; }

    public Instant? RunsOutAt { get; private set; }

    /// <summary>To be asked when all is burnt down. A part of a millionth is not shown.</summary>
    public Tokens ExpiringUnused => LineItem.End == LineItem.Permanent ? Tokens.Zero : new((long)(paid / scale));

    /// <summary>What of the demand it cannot meet.</summary>
    public BigInteger TakePaid(BigInteger demand)
    {
        var taken = BigInteger.Min(demand, paid);
        paid -= taken;
        return demand - taken;
    }

    public BigInteger TakeOverdraft(BigInteger demand)
    {
        if (isUnlimited)
        {
            return BigInteger.Zero;
        }

        var taken = BigInteger.Min(demand, overdraft);
        overdraft -= taken;
        return demand - taken;
    }

    public bool HasPaid => paid > 0;

    public bool HasAny => HasPaid || isUnlimited || overdraft > 0;

    /// <summary>To be told when it begins to burn, and after each that was taken: up to when it was.</summary>
    public void Note(Instant at)
    {
        TokensGoneAt ??= HasPaid ? null : at;
        RunsOutAt ??= HasAny ? null : at;
    }
}

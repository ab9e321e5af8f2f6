using System.Numerics;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Forecasts;

/// <summary>
/// Lets the tokens of an instance burn down at a steady pace, as charging would (contract 9): in charging order, all
/// entitled tokens before any overdraft. Between two starts or ends of line items the order does not change, so each
/// such stretch is one step.
/// </summary>
internal static class Burn
{
    /// <param name="stocks">In charging order.</param>
    /// <param name="net">Millionths used within the scale of the stocks; from 0 down nothing burns.</param>
    public static (Instant? TokensGone, Instant? RunsOut) Down(List<Stock> stocks, Int128 net, Instant now)
    {
        Instant? tokensGone = null, runsOut = null;
        if (net <= 0)
        {
            return (null, null);
        }

        var perMs = (BigInteger)net;
        Instant[] turns =
        [
            .. stocks.Where(stock => stock.CanGive).SelectMany(stock => new[] { stock.Opens, stock.Closes })
                .Append(now).Distinct().Order(),
        ];
        for (var i = 0; i + 1 < turns.Length; i++)
        {
            var open = stocks.FindAll(stock => stock.CanGive && stock.Opens <= turns[i] && stock.Closes > turns[i]);
            if (open.Count > 0)
            {
                Stretch(open, perMs, turns[i], turns[i + 1], ref tokensGone, ref runsOut);
            }
        }

        return (tokensGone, runsOut);
    }

    private static void Stretch(
        List<Stock> open, BigInteger perMs, Instant from, Instant to, ref Instant? tokensGone, ref Instant? runsOut)
    {
        var demand = perMs * (to.Ms - from.Ms);
        var left = demand;
        open.ForEach(stock => stock.Note(from));
        foreach (var stock in open)
        {
            left = stock.TakePaid(left);
            Note(stock);
        }

        if (!open.Exists(stock => stock.HasPaid))
        {
            tokensGone ??= Reached();
        }

        foreach (var stock in open)
        {
            left = stock.TakeOverdraft(left);
            Note(stock);
        }

        if (!open.Exists(stock => stock.HasAny))
        {
            runsOut ??= Reached();
        }

        void Note(Stock stock)
        {
            if (Reached() is { } at)
            {
                stock.Note(at);
            }
        }

        // The first whole millisecond at which so much of the demand has been asked. At the end of the stretch another
        // line item may have started, or this one ended: then it is for the next one to say.
        Instant? Reached()
        {
            var at = new Instant(from.Ms + (long)((demand - left + perMs - 1) / perMs));
            return at < to && at <= LineItem.Permanent ? at : null;
        }
    }
}

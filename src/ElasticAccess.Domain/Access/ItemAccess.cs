using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>An outcome, and every line item that was looked at for it, in charging order.</summary>
public sealed record ItemDecision(ItemOutcome Outcome, IReadOnlyList<Consideration> Considered);

/// <summary>Decides one item against one instance.</summary>
public static class ItemAccess
{
    public static ItemDecision Decide(InstanceState state, RequestedItem item, Requester requester, Instant now)
    {
        var considered = new List<Consideration>(state.LineItems.Count);
        foreach (var lineItem in state.LineItems)
        {
            // A deleted one is there for refunds alone.
            if (lineItem.State != LineItemState.Deleted)
            {
                considered.Add(Consideration.Of(lineItem, state, item, requester, now));
            }
        }

        return new(Decide(item.Count, considered), considered);
    }

    // The order of the refusals is contract 8.1's.
    private static ItemOutcome Decide(decimal count, List<Consideration> considered)
    {
        if (considered.TrueForAll(c => c.PassedOver == PassedOver.NotUsable))
        {
            return new ItemOutcome.Refused(Refusal.NoLineItem);
        }

        if (considered.TrueForAll(c => c.PassedOver is PassedOver.NotUsable or PassedOver.NotRated))
        {
            return new ItemOutcome.Refused(Refusal.ItemNotRated);
        }

        if (!considered.Exists(c => c.Rate is not null))
        {
            return new ItemOutcome.Refused(Refusal.FormulaFailed);
        }

        var open = considered.FindAll(c => c.PassedOver is null);
        return Charging.Plan(count, open.ConvertAll(c => c.ToSource())) switch
        {
            ChargePlan.Covered covered => new ItemOutcome.Granted(covered.Debits),
            ChargePlan.Short shortfall => new ItemOutcome.Refused(WhyShort(considered, open, shortfall.Asked)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // A rule or an allocation before a limit before plain want of tokens, also when no tokens are left at all.
    private static Refusal WhyShort(
        List<Consideration> considered, List<Consideration> open, IReadOnlyList<decimal> asked)
    {
        if (considered.Exists(c => c.PassedOver == PassedOver.Denied)
            || Bounds(c => c.AllocationLeft))
        {
            return Refusal.DeniedByRules;
        }

        return Bounds(c => c.LimitLeft) ? Refusal.LimitReached : Refusal.InsufficientTokens;

        bool Bounds(Func<Consideration, Tokens?> left)
        {
            for (var i = 0; i < open.Count; i++)
            {
                if (left(open[i]) is { } bound && bound.Value < asked[i])
                {
                    return true;
                }
            }

            return false;
        }
    }
}

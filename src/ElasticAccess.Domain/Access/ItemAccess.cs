using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Access;

/// <summary>An outcome, and every line item that was looked at for it, in charging order.</summary>
public sealed record ItemDecision(ItemOutcome Outcome, IReadOnlyList<Consideration> Considered);

/// <summary>Decides one item against one instance.</summary>
public static class ItemAccess
{
    public static ItemDecision Decide(InstanceState state, RequestedItem item, Requester requester, Instant now)
    {
        var considered = new Consideration[state.LineItems.Count];
        for (var i = 0; i < considered.Length; i++)
        {
            considered[i] = Consideration.Of(state.LineItems[i], state, item, requester, now);
        }

        return new(Decide(item.Count, considered), considered);
    }

    // The order of the refusals is contract 8.1's.
    private static ItemOutcome Decide(decimal count, Consideration[] considered)
    {
        if (Array.TrueForAll(considered, c => c.PassedOver == PassedOver.NotUsable))
        {
            return new ItemOutcome.Refused(Refusal.NoLineItem);
        }

        if (Array.TrueForAll(considered, c => c.PassedOver is PassedOver.NotUsable or PassedOver.NotRated))
        {
            return new ItemOutcome.Refused(Refusal.ItemNotRated);
        }

        if (!Array.Exists(considered, c => c.Rate is not null))
        {
            return new ItemOutcome.Refused(Refusal.FormulaFailed);
        }

        var open = Array.FindAll(considered, c => c.PassedOver is null);
        return Charging.Plan(count, Array.ConvertAll(open, c => c.ToSource())) switch
        {
            ChargePlan.Covered covered => new ItemOutcome.Granted(covered.Debits),
            ChargePlan.Short shortfall => new ItemOutcome.Refused(WhyShort(considered, open, shortfall.Asked)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // A rule or an allocation before a limit before plain want of tokens, also when no tokens are left at all.
    private static Refusal WhyShort(Consideration[] considered, Consideration[] open, IReadOnlyList<decimal> asked)
    {
        if (Array.Exists(considered, c => c.PassedOver == PassedOver.Denied)
            || Bounds(c => c.AllocationLeft))
        {
            return Refusal.DeniedByRules;
        }

        return Bounds(c => c.LimitLeft) ? Refusal.LimitReached : Refusal.InsufficientTokens;

        bool Bounds(Func<Consideration, Tokens?> left)
        {
            for (var i = 0; i < open.Length; i++)
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

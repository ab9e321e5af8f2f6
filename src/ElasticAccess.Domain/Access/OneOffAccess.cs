using System.Collections.Frozen;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Access;

/// <summary>One item of a request: a count of something that a rate table prices (contract 8).</summary>
public sealed record RequestedItem(ItemKey Key, decimal Count)
{
    private static readonly IReadOnlyDictionary<string, decimal> None = FrozenDictionary<string, decimal>.Empty;

    /// <summary>What formulas may name (contract 5.1).</summary>
    public IReadOnlyDictionary<string, decimal> Variables { get; init; } = None;
}

/// <summary>One-off access: best effort, item by item in the order asked (contract 8).</summary>
public static class OneOffAccess
{
    public static (IReadOnlyList<ItemDecision> Decisions, InstanceState After) Decide(
        InstanceState state, IReadOnlyList<RequestedItem> items, Requester requester, Instant now)
    {
        var decisions = new ItemDecision[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            decisions[i] = ItemAccess.Decide(state, items[i], requester, now);
            if (decisions[i].Outcome is ItemOutcome.Granted granted)
            {
                state = state.After(granted.Debits, requester);
            }
        }

        return (decisions, state);
    }
}

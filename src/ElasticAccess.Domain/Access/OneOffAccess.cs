using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Access;

/// <summary>One item of a request: a count of something that a rate table prices (contract 8).</summary>
public sealed record RequestedItem(ItemKey Key, decimal Count);

/// <summary>One-off access: best effort, item by item in the order asked (contract 8).</summary>
public static class OneOffAccess
{
    public static (IReadOnlyList<ItemOutcome> Outcomes, InstanceState After) Decide(
        InstanceState state, IReadOnlyList<RequestedItem> items, Instant now)
    {
        var outcomes = new ItemOutcome[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            outcomes[i] = ItemAccess.Decide(state, items[i], now);
            if (outcomes[i] is ItemOutcome.Granted granted)
            {
                state = state.After(granted.Debits);
            }
        }

        return (outcomes, state);
    }
}

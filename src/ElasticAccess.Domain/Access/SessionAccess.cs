using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Access;

/// <summary>What a set of items came to that is granted as a whole or not at all (contract 10.4).</summary>
/// <param name="After">The instance with the charge made; as it was where nothing was granted.</param>
public sealed record SetDecision(bool IsGranted, IReadOnlyList<ItemDecision> Items, InstanceState After);

/// <summary>Session access: all items or none.</summary>
public static class SessionAccess
{
    /// <summary>
    /// Every item is looked at, each on what those granted before it would have left, so that the answer names all
    /// that are at fault; the others are not at fault, and nobody is charged.
    /// </summary>
    /// <param name="state">With the refund of what was in use already made.</param>
    public static SetDecision Decide(
        InstanceState state, IReadOnlyList<RequestedItem> items, Requester requester, Instant now)
    {
        var (decisions, after) = OneOffAccess.Decide(state, items, requester, now);
        if (decisions.All(decision => decision.Outcome is ItemOutcome.Granted))
        {
            return new(IsGranted: true, decisions, after);
        }

        var none = new ItemOutcome.NotAtFault();
        return new(
            IsGranted: false,
            [.. decisions.Select(d => d.Outcome is ItemOutcome.Refused ? d : d with { Outcome = none })],
            state);
    }
}

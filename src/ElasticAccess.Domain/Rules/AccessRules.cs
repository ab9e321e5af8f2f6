namespace ElasticAccess.Domain.Rules;

/// <summary>
/// One rule of a line item (contract 7.1). Without a condition it is the default. <paramref name="Allocation"/> bounds
/// what all requests that it decides may take, <paramref name="Used"/> is what they have taken so far.
/// </summary>
public sealed record AccessAction(Guid Id, Condition? Condition, bool Allows, Tokens? Allocation, Tokens Used)
{
    /// <summary>Null without an allocation; never negative, though an allocation may be set below its use.</summary>
    public Tokens? Left => Allocation is { } allocation ? Tokens.Larger(allocation - Used, Tokens.Zero) : null;
}

/// <summary>What a line item's rules of access say to one requester (contract 7.3).</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>There are no rules: allowed, without an allocation.</summary>
    public sealed record Open : Verdict;

    /// <summary>At most <paramref name="Left"/> tokens can be taken; null is no bound. It may be zero.</summary>
    public sealed record Allowed(AccessAction Action, Tokens? Left) : Verdict;

    /// <summary>By this action; null when there are rules and none of them matches.</summary>
    public sealed record Denied(AccessAction? Action) : Verdict;
}

public static class AccessRules
{
    private static readonly Verdict Open = new Verdict.Open();
    private static readonly Verdict NoneMatches = new Verdict.Denied(null);

    /// <summary>
    /// The first action whose condition is met decides, and the default wherever it stands. An exhausted allocation
    /// does not fall through to a later action.
    /// </summary>
    public static Verdict Decide(IReadOnlyList<AccessAction> actions, Requester requester)
    {
        if (actions.Count == 0)
        {
            return Open;
        }

        foreach (var action in actions)
        {
            if (action.Condition?.Holds(requester) ?? true)
            {
                return action.Allows ? new Verdict.Allowed(action, action.Left) : new Verdict.Denied(action);
            }
        }

        return NoneMatches;
    }
}

using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.BackOffice;

/// <summary>The matrix of states and operations (contract 19): one table for entitlements and for line items.</summary>
public static class Lifecycle
{
    /// <summary>
    /// The state after a step; the same one after a change or a deletion. Null where the step is forbidden.
    /// </summary>
    public static LifeState? After(LifeState state, LifeStep step) => (state, step) switch
    {
        (LifeState.Draft, LifeStep.Edit or LifeStep.Amend or LifeStep.Delete) => state,
        (LifeState.Draft, LifeStep.Deploy) => LifeState.Deployed,
        (LifeState.Draft, LifeStep.Test) => LifeState.Test,

        (LifeState.Deployed or LifeState.Inactive, LifeStep.Amend) => state,
        (LifeState.Deployed, LifeStep.Inactivate) => LifeState.Inactive,
        (LifeState.Inactive, LifeStep.Deploy) => LifeState.Deployed,
        (LifeState.Deployed or LifeState.Inactive, LifeStep.Obsolete) => LifeState.Obsolete,

        (LifeState.Test, LifeStep.Amend or LifeStep.Delete) => state,

        _ => null,
    };

    /// <summary>The same for a line item by itself, which cannot be ahead of its entitlement.</summary>
    public static LifeState? OfLineItem(LifeState entitlement, LifeState lineItem, LifeStep step) => step switch
    {
        LifeStep.Deploy when entitlement != LifeState.Deployed => null,
        LifeStep.Test when entitlement is LifeState.Inactive or LifeState.Obsolete => null,
        _ => After(lineItem, step),
    };

    /// <summary>What a line item becomes when its entitlement takes a step that is permitted.</summary>
    /// <param name="wentWithIt">It was made inactive by its entitlement and comes back with it.</param>
    public static LifeState Follow(LifeStep step, LifeState lineItem, bool wentWithIt) => (step, lineItem) switch
    {
        (LifeStep.Deploy, LifeState.Draft) => LifeState.Deployed,
        (LifeStep.Deploy, LifeState.Inactive) when wentWithIt => LifeState.Deployed,
        (LifeStep.Inactivate, LifeState.Deployed) => LifeState.Inactive,
        (LifeStep.Obsolete, not LifeState.Test) => LifeState.Obsolete,
        (LifeStep.Test, LifeState.Draft) => LifeState.Test,
        _ => lineItem,
    };

    /// <summary>The state of a line item that is added now; null where none may be.</summary>
    public static LifeState? OfNewLineItem(LifeState entitlement) => entitlement switch
    {
        LifeState.Draft or LifeState.Deployed => LifeState.Draft,
        LifeState.Test => LifeState.Test,
        _ => null,
    };

    /// <summary>How the ledger's line item stands; null where none is to be mapped.</summary>
    public static LineItemState? Mapped(LifeState state) => state switch
    {
        LifeState.Deployed or LifeState.Test => LineItemState.Deployed,
        LifeState.Inactive => LineItemState.Inactive,
        LifeState.Obsolete => LineItemState.Obsolete,
        _ => null,
    };

    /// <summary>Why not, naming the state found and the one that was wanted or needed.</summary>
    public static string Refusal(string what, LifeState state, LifeStep step) => step switch
    {
        LifeStep.Edit => $"{what} is {NameOf(state)}: only in DRAFT may everything change, "
            + "and in DEPLOYED, INACTIVE and TEST quantity, expiration and part number",
        LifeStep.Amend => $"{what} is {NameOf(state)}: it can change in DRAFT, DEPLOYED, INACTIVE and TEST only",
        LifeStep.Delete => $"{what} is {NameOf(state)}: it can be deleted in DRAFT and TEST only",
        _ => $"{what} is {NameOf(state)} and cannot become {NameOf(Wanted(step))}",
    };

    public static string NameOf(LifeState state) => state.ToString().ToUpperInvariant();

    private static LifeState Wanted(LifeStep step) => step switch
    {
        LifeStep.Deploy => LifeState.Deployed,
        LifeStep.Inactivate => LifeState.Inactive,
        LifeStep.Obsolete => LifeState.Obsolete,
        _ => LifeState.Test,
    };
}

using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Api.Access;

/// <summary>What one line item had to give to an item, and what became of it (contract 18.4).</summary>
/// <param name="Result">
/// CHARGED, AVAILABLE (others sufficed or the item failed), or why it was passed over: NOT_USABLE, NOT_RATED,
/// FORMULA_FAILED, DENIED.
/// </param>
/// <param name="Rate">Tokens per count.</param>
/// <param name="Available">Entitled tokens left, before rules and limits.</param>
/// <param name="AvailableOverdraft">
/// Tokens left beyond them; for an unlimited overdraft what the counter can hold.
/// </param>
internal sealed record Explanation(
    string ActivationId,
    string Result,
    Explanation.PricedBy? RateTable,
    Tokens? Rate,
    string? Formula,
    Explanation.DecidingAction? Action,
    Explanation.LimitState? Limit,
    Tokens Available,
    Tokens AvailableOverdraft,
    Tokens Taken)
{
    /// <param name="EffectiveFrom">In ms.</param>
    internal sealed record PricedBy(string Series, string Version, long EffectiveFrom);

    /// <param name="Id">Null where there are actions and none of them matches, which denies.</param>
    internal sealed record DecidingAction(Guid? Id, string Decision, Tokens? Allocation, Tokens? Left);

    /// <param name="Left">What the requester may still take in this period.</param>
    /// <param name="NextReset">In ms.</param>
    internal sealed record LimitState(Tokens Limit, Tokens Left, long NextReset);

    public static IReadOnlyList<Explanation> Of(ItemDecision decision)
    {
        var debits = (decision.Outcome as ItemOutcome.Granted)?.Debits ?? [];
        return [.. decision.Considered.Select(looked =>
            Of(looked, debits.FirstOrDefault(debit => debit.LineItem.Id == looked.LineItem.Id)))];
    }

    private static Explanation Of(Consideration looked, Debit? debit) => new(
        looked.LineItem.ActivationId,
        debit is not null ? "CHARGED" : ResultOf(looked.PassedOver),
        looked.Table is { } table ? new(table.Series, table.Version, table.EffectiveFrom.Ms) : null,
        looked.Rate,
        looked.FormulaFault,
        looked.Verdict switch
        {
            Verdict.Allowed allowed => new(allowed.Action.Id, "ALLOW", allowed.Action.Allocation, allowed.Left),
            Verdict.Denied denied => new(denied.Action?.Id, "DENY", null, null),
            _ => null,
        },
        looked.Period is { } period
            ? new(looked.LineItem.Limit!.Limit, looked.LimitLeft!.Value, period.NextReset.Ms)
            : null,
        looked.LineItem.PaidLeft,
        looked.LineItem.OverdraftLeft,
        debit?.Tokens ?? Tokens.Zero);

    private static string ResultOf(PassedOver? passedOver) => passedOver switch
    {
        null => "AVAILABLE",
        PassedOver.NotUsable => "NOT_USABLE",
        PassedOver.NotRated => "NOT_RATED",
        PassedOver.FormulaFailed => "FORMULA_FAILED",
        PassedOver.Denied => "DENIED",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>Why a line item gave nothing to an item, whatever it holds.</summary>
public enum PassedOver
{
    /// <summary>Not DEPLOYED, not elastic, or outside its dates (contract 6.1).</summary>
    NotUsable,

    /// <summary>Its effective rate table does not hold the item, or there is no table (contract 5.2).</summary>
    NotRated,

    /// <summary>Its formula has no value for these variables (contract 5.1).</summary>
    FormulaFailed,

    /// <summary>Its rules of access deny the requester (contract 7.3).</summary>
    Denied,
}

/// <summary>
/// One line item, looked at for one requested item: everything that the decision rests on and that an explanation
/// shows (contract 18.4).
/// </summary>
public sealed record Consideration(LineItem LineItem)
{
    /// <summary>Null when it could give something.</summary>
    public PassedOver? PassedOver { get; init; }

    public RateTable? Table { get; init; }

    /// <summary>Tokens per count.</summary>
    public Tokens? Rate { get; init; }

    public string? FormulaFault { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>The requester's period of the consumption limit; null where there is no limit.</summary>
    public LimitPeriod? Period { get; init; }

    /// <summary>What the consumption limit leaves to the requester; null where there is no limit.</summary>
    public Tokens? LimitLeft { get; init; }

    /// <summary>What the allocation leaves; null where there is none.</summary>
    public Tokens? AllocationLeft => (Verdict as Verdict.Allowed)?.Left;

    public AccessAction? Action => (Verdict as Verdict.Allowed)?.Action;

    /// <summary>
    /// Looks at one line item for one item; the order of the questions is the order of contract 7.3 and 12.
    /// </summary>
    public static Consideration Of(
        LineItem lineItem, InstanceState state, RequestedItem item, Requester requester, Instant now)
    {
        var looked = new Consideration(lineItem);
        if (!lineItem.IsUsableAt(now, state.TimezoneTolerant))
        {
            return looked with { PassedOver = Access.PassedOver.NotUsable };
        }

        var table = RateTable.EffectiveAt(state.RateTables, lineItem.Series, now);
        if (table is null || !table.Prices.TryGetValue(item.Key, out var price))
        {
            return looked with { Table = table, PassedOver = Access.PassedOver.NotRated };
        }

        var priced = price.RateFor(item.Variables);
        if (priced is FormulaResult.Failed failed)
        {
            return looked with
            {
                Table = table,
                PassedOver = Access.PassedOver.FormulaFailed,
                FormulaFault = failed.Reason,
            };
        }

        var verdict = AccessRules.Decide(lineItem.Actions, requester);
        var period = lineItem.Limit?.PeriodAt(now);
        return looked with
        {
            Table = table,
            Rate = ((FormulaResult.Value)priced).Rate,
            Verdict = verdict,
            PassedOver = verdict is Verdict.Denied ? Access.PassedOver.Denied : null,
            Period = period,
            LimitLeft = period is null
                ? null
                : lineItem.Limit!.Left(state.Consumed(
                    new(lineItem.Id, period.Start, requester.Type, requester.Value))),
        };
    }

    /// <summary>What it can give, bounded by allocation and limit: entitled tokens first (contract 9.5).</summary>
    public Source ToSource()
    {
        var bound = Tokens.Smaller(AllocationLeft ?? Tokens.Largest, LimitLeft ?? Tokens.Largest);
        var paid = Tokens.Smaller(LineItem.PaidLeft, bound);
        return new(LineItem, Table!, Rate!.Value, paid, Tokens.Smaller(LineItem.OverdraftLeft, bound - paid))
        {
            Action = Action,
            LimitStart = Period?.Start,
        };
    }
}

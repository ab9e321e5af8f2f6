using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Rehearsals;

/// <summary>Why a past use has no cost under the rehearsed table.</summary>
public enum Unpriced
{
    /// <summary>The table lacks the item: it would have been refused.</summary>
    NotRated,

    /// <summary>Its formula fails, whatever the variables: it would have been refused.</summary>
    FormulaFailed,

    /// <summary>Its formula needs variables, which the ledger does not keep.</summary>
    VariablesUnknown,

    /// <summary>It would cost more than any amount can be.</summary>
    TooLarge,
}

/// <summary>What the same use cost and would have cost.</summary>
public readonly record struct Costs(TokenSum Old, TokenSum New)
{
    public TokenSum Difference => New - Old;

    public static Costs operator +(Costs a, Costs b) => new(a.Old + b.Old, a.New + b.New);

    public static Costs Add(Costs left, Costs right) => left + right;
}

/// <summary>
/// Prices past use once more by another rate table (contract 20). Use that the table cannot price, and use of other
/// series, which no table of this one can touch, is told apart: all together are what the ledger has.
/// </summary>
public sealed class Rehearsal(RateTable table)
{
    private static readonly Dictionary<string, decimal> NoVariables = [];

    private readonly Dictionary<ItemKey, Costs> items = [];
    private readonly Dictionary<string, Costs> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (string Account, Costs Costs)> instances = [];
    private readonly Dictionary<(ItemKey Item, Unpriced Why), TokenSum> unpriced = [];

    public Costs Total { get; private set; }

    /// <summary>What use that the table does not price cost, charges less refunds.</summary>
    public TokenSum Left { get; private set; }

    /// <summary>What use priced by other series cost.</summary>
    public TokenSum OtherSeries { get; private set; }

    /// <summary>How many different things it has told apart so far.</summary>
    public int Groups => items.Count + accounts.Count + instances.Count + unpriced.Count;

    /// <summary>By name and version, ordinal.</summary>
    public IEnumerable<(ItemKey Item, Costs Costs)> ByItem() => items.Select(item => (item.Key, item.Value))
        .OrderBy(item => item.Key.Name, StringComparer.Ordinal)
        .ThenBy(item => item.Key.Version, StringComparer.Ordinal);

    /// <summary>By account id, ordinal.</summary>
    public IEnumerable<(string AccountId, Costs Costs)> ByAccount() => accounts
        .Select(account => (account.Key, account.Value)).OrderBy(account => account.Key, StringComparer.Ordinal);

    /// <summary>By account id, ordinal, and then by the instance's own.</summary>
    public IEnumerable<(Guid InstanceId, string AccountId, Costs Costs)> ByInstance() => instances
        .Select(instance => (instance.Key, instance.Value.Account, instance.Value.Costs))
        .OrderBy(instance => instance.Account, StringComparer.Ordinal).ThenBy(instance => instance.Key);

    /// <summary>By name, version and reason.</summary>
    public IEnumerable<(ItemKey Item, Unpriced Why, TokenSum Old)> NotPriced() => unpriced
        .Select(item => (item.Key.Item, item.Key.Why, item.Value))
        .OrderBy(item => item.Item.Name, StringComparer.Ordinal)
        .ThenBy(item => item.Item.Version, StringComparer.Ordinal).ThenBy(item => item.Why);

    public void Add(PastUse use)
    {
        var ours = use.Parts.Where(part => part.Series == table.Series).ToList();
        var old = Signed(use, Sum(ours));
        OtherSeries += Signed(use, Sum(use.Parts)) - old;
        if (ours.Count == 0)
        {
            return;
        }

        if (Reprice(use, ours, out var cost) is { } why)
        {
            unpriced[(use.Item, why)] = unpriced.GetValueOrDefault((use.Item, why)) + old;
            Left += old;
            return;
        }

        var costs = new Costs(old, Signed(use, cost));
        Total += costs;
        items[use.Item] = items.GetValueOrDefault(use.Item) + costs;
        accounts[use.AccountId] = accounts.GetValueOrDefault(use.AccountId) + costs;
        instances[use.InstanceId] = (use.AccountId, instances.GetValueOrDefault(use.InstanceId).Costs + costs);
    }

    // Null where there is a cost.
    private Unpriced? Reprice(PastUse use, List<PastPart> ours, out Tokens cost)
    {
        cost = Tokens.Zero;

        // Line items of one series are rated alike within a request.
        var was = ours[0];
        if (RateOf(use.Item, was, out var rate) is { } why)
        {
            return why;
        }

        if (Charging.Cost(use.Count, rate) is not { } whole)
        {
            return Unpriced.TooLarge;
        }

        // A charge is priced as a whole. Of a part of one the tokens tell what it was a part of.
        cost = !use.IsRefund && ours.Count == use.Parts.Count ? whole
            : was.Rate > Tokens.Zero ? Charging.CostOfSame(Sum(ours), was.Rate, rate, whole)
            : use.IsRefund ? Tokens.Zero
            : Charging.CostOfRest(use.Count, use.Parts.Except(ours).Select(part => (part.Tokens, part.Rate)), rate);
        return null;
    }

    private Unpriced? RateOf(ItemKey item, PastPart was, out Tokens rate)
    {
        rate = was.Rate;
        if (!table.Prices.TryGetValue(item, out var price))
        {
            return Unpriced.NotRated;
        }

        // The same formula over the same variables: the same rate.
        if (price is Price.ByFormula { Formula: { Variables.Count: > 0 } formula })
        {
            return formula.Text == was.Formula ? null : Unpriced.VariablesUnknown;
        }

        if (price.RateFor(NoVariables) is not FormulaResult.Value value)
        {
            return Unpriced.FormulaFailed;
        }

        rate = value.Rate;
        return null;
    }

    private static Tokens Sum(IEnumerable<PastPart> parts) =>
        parts.Aggregate(Tokens.Zero, (sum, part) => sum + part.Tokens);

    private static TokenSum Signed(PastUse use, Tokens tokens) => use.IsRefund ? TokenSum.Zero - tokens : tokens;
}

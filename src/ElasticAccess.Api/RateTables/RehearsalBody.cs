using ElasticAccess.Domain.Rehearsals;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.RateTables;

/// <summary>
/// What a rehearsal found (contract 20). The total's old, what is missing and what is of other series add up to the
/// net usage of that time.
/// </summary>
/// <param name="From">In ms, inclusive.</param>
/// <param name="To">In ms, exclusive.</param>
/// <param name="Total">Of all use that the table prices.</param>
/// <param name="Missing">Items that the table cannot price; they count nowhere else.</param>
/// <param name="MissingTotal">What they cost, in tokens.</param>
/// <param name="OtherSeries">What use cost that other series priced: no table of this series can touch it.</param>
internal sealed record RehearsalBody(
    long From,
    long To,
    RehearsalBody.RehearsedCosts Total,
    IReadOnlyList<RehearsalBody.RehearsedItem> Items,
    IReadOnlyList<RehearsalBody.RehearsedAccount> Accounts,
    IReadOnlyList<RehearsalBody.RehearsedInstance> Instances,
    IReadOnlyList<RehearsalBody.UnpricedItem> Missing,
    TokenSum MissingTotal,
    TokenSum OtherSeries)
{
    /// <param name="Old">Tokens charged less refunded.</param>
    /// <param name="New">What that would have been.</param>
    /// <param name="Difference">New less old.</param>
    internal sealed record RehearsedCosts(TokenSum Old, TokenSum New, TokenSum Difference);

    /// <param name="Version">Empty for an item without version.</param>
    /// <param name="Old">Tokens charged less refunded.</param>
    /// <param name="New">What that would have been.</param>
    /// <param name="Difference">New less old.</param>
    internal sealed record RehearsedItem(string Item, string Version, TokenSum Old, TokenSum New, TokenSum Difference);

    /// <param name="Old">Tokens charged less refunded.</param>
    /// <param name="New">What that would have been.</param>
    /// <param name="Difference">New less old.</param>
    internal sealed record RehearsedAccount(string AccountId, TokenSum Old, TokenSum New, TokenSum Difference);

    /// <param name="Old">Tokens charged less refunded.</param>
    /// <param name="New">What that would have been.</param>
    /// <param name="Difference">New less old.</param>
    internal sealed record RehearsedInstance(
        Guid InstanceId, string AccountId, TokenSum Old, TokenSum New, TokenSum Difference);

    /// <param name="Version">Empty for an item without version.</param>
    /// <param name="Reason">
    /// NOT_RATED: the table lacks it. FORMULA_FAILED: its formula always does. VARIABLES_UNKNOWN: its formula needs
    /// variables, which usage does not keep. TOO_LARGE: it would cost more than any amount can be.
    /// </param>
    /// <param name="Old">What it cost, in tokens charged less refunded.</param>
    internal sealed record UnpricedItem(string Item, string Version, string Reason, TokenSum Old);

    public static RehearsalBody Of(long fromMs, long toMs, Rehearsal rehearsal) => new(
        fromMs,
        toMs,
        new(rehearsal.Total.Old, rehearsal.Total.New, rehearsal.Total.Difference),
        [
            .. rehearsal.ByItem().Select(one => new RehearsedItem(
                one.Item.Name, one.Item.Version, one.Costs.Old, one.Costs.New, one.Costs.Difference)),
        ],
        [
            .. rehearsal.ByAccount().Select(one => new RehearsedAccount(
                one.AccountId, one.Costs.Old, one.Costs.New, one.Costs.Difference)),
        ],
        [
            .. rehearsal.ByInstance().Select(one => new RehearsedInstance(
                one.InstanceId, one.AccountId, one.Costs.Old, one.Costs.New, one.Costs.Difference)),
        ],
        [
            .. rehearsal.NotPriced().Select(one => new UnpricedItem(
                one.Item.Name, one.Item.Version, NameOf(one.Why), one.Old)),
        ],
        rehearsal.Left,
        rehearsal.OtherSeries);

    private static string NameOf(Unpriced why) => why switch
    {
        Unpriced.NotRated => "NOT_RATED",
        Unpriced.FormulaFailed => "FORMULA_FAILED",
        Unpriced.VariablesUnknown => "VARIABLES_UNKNOWN",
        Unpriced.TooLarge => "TOO_LARGE",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

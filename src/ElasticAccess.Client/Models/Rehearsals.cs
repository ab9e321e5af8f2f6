namespace ElasticAccess.Client.Models;

/// <summary>What past use would have cost under another rate table (contract section 20).</summary>
/// <remarks>
/// <see cref="RehearsedCosts.Old"/> of the total, <paramref name="MissingTotal"/> and <paramref name="OtherSeries"/>
/// add up to the net usage of that time.
/// </remarks>
/// <param name="From">First usage time, inclusive.</param>
/// <param name="To">Last usage time, exclusive.</param>
/// <param name="Total">Of all use that the table prices.</param>
/// <param name="Items">By item and version.</param>
/// <param name="Accounts">By customer account.</param>
/// <param name="Instances">By instance.</param>
/// <param name="Missing">Items that the table cannot price; they count nowhere else.</param>
/// <param name="MissingTotal">What those cost.</param>
/// <param name="OtherSeries">What use cost that other series priced: no table of this series can touch it.</param>
public sealed record Rehearsal(
    DateTimeOffset From, DateTimeOffset To, RehearsedCosts Total, IReadOnlyList<RehearsedItem> Items,
    IReadOnlyList<RehearsedAccount> Accounts, IReadOnlyList<RehearsedInstance> Instances,
    IReadOnlyList<UnpricedItem> Missing, decimal MissingTotal, decimal OtherSeries);

/// <summary>What the same use cost and would have cost, in tokens charged less refunded.</summary>
/// <param name="Old">What it cost.</param>
/// <param name="New">What it would have cost.</param>
/// <param name="Difference">New less old.</param>
public record RehearsedCosts(decimal Old, decimal New, decimal Difference);

/// <summary>The costs of one item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Version">Its version; empty where it has none.</param>
/// <param name="Old">What it cost.</param>
/// <param name="New">What it would have cost.</param>
/// <param name="Difference">New less old.</param>
public sealed record RehearsedItem(string Item, string Version, decimal Old, decimal New, decimal Difference)
    : RehearsedCosts(Old, New, Difference);

/// <summary>The costs of one customer account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Old">What it was charged.</param>
/// <param name="New">What it would have been charged.</param>
/// <param name="Difference">New less old.</param>
public sealed record RehearsedAccount(string AccountId, decimal Old, decimal New, decimal Difference)
    : RehearsedCosts(Old, New, Difference);

/// <summary>The costs of one instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Old">What it was charged.</param>
/// <param name="New">What it would have been charged.</param>
/// <param name="Difference">New less old.</param>
public sealed record RehearsedInstance(
    string InstanceId, string AccountId, decimal Old, decimal New, decimal Difference)
    : RehearsedCosts(Old, New, Difference);

/// <summary>An item that the rehearsed table cannot price.</summary>
/// <param name="Item">The item.</param>
/// <param name="Version">Its version; empty where it has none.</param>
/// <param name="Reason">
/// <c>NOT_RATED</c>: the table lacks it; <c>FORMULA_FAILED</c>; <c>VARIABLES_UNKNOWN</c>: its formula needs variables,
/// which usage does not keep; <c>TOO_LARGE</c>.
/// </param>
/// <param name="Old">What it cost.</param>
public sealed record UnpricedItem(string Item, string Version, string Reason, decimal Old);

using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Usage;

/// <summary>A ledger row, and what others know of it.</summary>
/// <param name="ActivationId">Null for a denial.</param>
/// <param name="RateTableSeries">Null where nothing was priced.</param>
public sealed record UsageRow(
    EntryRow Entry, string AccountId, string? ActivationId, string? RateTableSeries, string? RateTableVersion);

/// <summary>Some rows in the order of reading.</summary>
/// <param name="Last">Where to go on: behind all that was looked at, also where it did not match.</param>
/// <param name="IsAtEnd">
/// All that was there has been looked at. While false there may be more, also where <paramref name="Rows"/> is empty.
/// </param>
public sealed record UsagePage(IReadOnlyList<UsageRow> Rows, UsagePosition Last, bool IsAtEnd);

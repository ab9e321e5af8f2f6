using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Usage;

/// <summary>Settings <c>ElasticAccess:Usage:…</c>.</summary>
public sealed record UsageOptions
{
    private const int MonthsMax = 1_200;

    /// <summary>
    /// Ledger rows are kept for so many whole months after the one they were written in; 0: for ever. Roll-ups stay.
    /// </summary>
    public int RetentionMonths { get; init; }

    /// <summary>What is wrong with them on this store, in a sentence; null when nothing is.</summary>
    public string? FindFault(IStore store) => RetentionMonths switch
    {
        < 0 or > MonthsMax => $"ElasticAccess__Usage__RetentionMonths must be 0 (for ever) to {MonthsMax}.",
        > 0 when !store.Usage.HasMonths =>
            "ElasticAccess__Usage__RetentionMonths needs PostgreSQL: on SQLite the ledger is kept in one piece.",
        _ => null,
    };
}

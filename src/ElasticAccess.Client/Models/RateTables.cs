namespace ElasticAccess.Client.Models;

/// <summary>Prices of items in tokens, from a time on (contract section 5).</summary>
/// <remarks>
/// Of the tables of one series the one with the latest <paramref name="EffectiveFrom"/> that is not in the future
/// applies, alone. A table is never changed: publish a new version that takes effect later.
/// </remarks>
/// <param name="Version">For people; unique within the series. Never used to choose a table.</param>
/// <param name="EffectiveFrom">When it takes effect, exact to the ms; past or future.</param>
/// <param name="Items">The priced items; at most 10,000, unique by name and version.</param>
/// <param name="Series">The group of tables; null or empty for the tables without a series.</param>
public sealed record RateTable(
    string Version, DateTimeOffset EffectiveFrom, IReadOnlyList<RateTableItem> Items, string? Series = null)
{
    /// <summary>When it was saved; null before. Read-only.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>The price of one item: either a rate or a formula, never both (contract section 5).</summary>
/// <param name="Name">The item; compared exactly, case included.</param>
/// <param name="Version">The item's version; null or empty matches only requests without a version.</param>
public sealed record RateTableItem(string Name, string? Version = null)
{
    /// <summary>Tokens per count, 0 to 9,000,000,000,000 with six decimals. 0 is a free item.</summary>
    public decimal? Rate { get; init; }

    /// <summary>A formula for the tokens per count (v1.1 only; contract section 5.1).</summary>
    public string? Formula { get; init; }

    /// <summary>An item at a fixed rate.</summary>
    /// <param name="name">The item.</param>
    /// <param name="rate">Tokens per count.</param>
    /// <param name="version">The item's version, if it has one.</param>
    /// <returns>The priced item.</returns>
    public static RateTableItem AtRate(string name, decimal rate, string? version = null) =>
        new(name, version) { Rate = rate };

    /// <summary>An item whose price depends on variables of the request (v1.1 only).</summary>
    /// <param name="name">The item.</param>
    /// <param name="formula">The formula, for example <c>MAX(1, cores * 0.5)</c>.</param>
    /// <param name="version">The item's version, if it has one.</param>
    /// <returns>The priced item.</returns>
    public static RateTableItem ByFormula(string name, string formula, string? version = null) =>
        new(name, version) { Formula = formula };
}

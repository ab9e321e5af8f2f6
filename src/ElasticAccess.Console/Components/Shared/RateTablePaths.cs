namespace ElasticAccess.Console.Components.Shared;

/// <summary>Where a version of a rate table is shown.</summary>
public static class RateTablePaths
{
    public static string Page(RateTable table) => $"/console/rate-tables/table?{Named(table)}";

    public static string Draft(RateTable table) => $"/console/rate-tables/draft?{Named(table)}";

    /// <summary>Null where there is none of that name.</summary>
    public static RateTable? Find(IEnumerable<RateTable> tables, string? series, string? version) =>
        tables.FirstOrDefault(table => (table.Series ?? "") == (series ?? "") && table.Version == version);

    private static string Named(RateTable table) =>
        $"series={Uri.EscapeDataString(table.Series ?? "")}&version={Uri.EscapeDataString(table.Version)}";
}

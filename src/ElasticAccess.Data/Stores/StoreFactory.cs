using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.Data.Stores.Sqlite;

namespace ElasticAccess.Data.Stores;

public static class StoreFactory
{
    private const string DefaultFile = "Data Source=data/elastic-access.db";

    /// <summary>Absent or <c>Data Source=…</c>: SQLite; <c>Host=…</c>: PostgreSQL (contract 18.2).</summary>
    public static IStore Create(string? connectionString)
    {
        var text = string.IsNullOrWhiteSpace(connectionString) ? DefaultFile : connectionString;
        return text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStore(text)
            : new SqliteStore(text);
    }
}

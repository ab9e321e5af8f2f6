using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.Data.Stores.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ElasticAccess.Data.Design;

/// <summary>The model on PostgreSQL, for `dotnet ef`; it never connects.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").Options);
}

/// <summary>The model on SQLite, for `dotnet ef`; it never connects.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design").Options);
}

internal static class Program
{
    private static void Main()
    {
    }
}

using ElasticAccess.TestSupport.Postgres;
using Npgsql;

namespace ElasticAccess.TestSupport;

/// <summary>The PostgreSQL the tests run on: one per test process, found or made at the first question.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => PostgresSearch.FindAsync(durable: false));

    private readonly IAsyncDisposable? _owned;

    internal PostgresServer(string origin, string connectionString, IAsyncDisposable? owned)
    {
        Origin = origin;
        ConnectionString = connectionString;
        _owned = owned;
        Console.WriteLine($"PostgreSQL: {origin}");
    }

    /// <summary>Which of the ways worked, and why those before it did not.</summary>
    public string Origin { get; }

    /// <summary>To the database `postgres`, as superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>The server as processes of our own, to be killed and started again; null when it is not ours.</summary>
    public PostgresCluster? Cluster => _owned as PostgresCluster;

    /// <summary>For functional tests: fast, because a commit is not on the disk when it returns.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>For crash tests and benchmarks: a server of the caller's own with every safety on.</summary>
    /// <param name="settings">As <c>fsync=off</c>, for tests of the settings themselves; they win.</param>
    public static Task<PostgresServer> StartDurableAsync(params string[] settings) =>
        PostgresSearch.FindAsync(durable: true, settings);

    /// <summary>Where a program of PostgreSQL's own is, such as pgbench; null when it is not installed.</summary>
    public static string? FindProgram(string name) => PostgresBinaries.Find(name);

    /// <param name="template">Connection string of the database to copy, which nobody may be connected to.</param>
    public async Task<string> NewDatabaseAsync(string? template = null)
    {
        var name = $"ea_test_{Guid.NewGuid():N}";
        var copied = template is null ? "" : $" template {new NpgsqlConnectionStringBuilder(template).Database}";
        await PostgresConnection.ExecuteAsync(ConnectionString, $"create database {name}{copied}");

        // Many test classes share one server: none may hold on to connections that it no longer uses.
        var connection = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name };
        if (Cluster is null || !Cluster.Durable)
        {
            connection.MaxPoolSize = 30;
            connection.ConnectionIdleLifetime = 10;
        }

        return connection.ConnectionString;
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await PostgresConnection.ExecuteAsync(ConnectionString, $"drop database if exists \"{name}\" with (force)");
    }

    public async Task<string> VersionAsync() =>
        await PostgresConnection.ExecuteAsync(ConnectionString, "show server_version") ?? "unknown";

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}

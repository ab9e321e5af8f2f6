using Npgsql;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>The ways to a PostgreSQL, the first that works; `tests/run.sh` looks in the same order.</summary>
internal static class PostgresSearch
{
    public const string Variable = "ELASTICACCESS_TEST_POSTGRES";

    public static async Task<PostgresServer> FindAsync(bool durable, params string[] settings)
    {
        var failures = new List<string>();
        // A server that we were only told of may have its safety off, and is not ours to kill.
        if (!durable && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            try
            {
                await PostgresConnection.ExecuteAsync(given, "select 1");
                return Found(Variable, given, owned: null);
            }
            catch (Exception e) when (e is NpgsqlException or ArgumentException)
            {
                failures.Add($"{Variable}: {e.Message}");
            }
        }
        else
        {
            failures.Add($"{Variable}: {(durable ? "not for durable servers" : "not set")}");
        }

        if (PostgresBinaries.FindFolder() is { } bin)
        {
            try
            {
                var cluster = await PostgresCluster.StartAsync(bin, durable, parent: null, settings);
                return Found($"{bin} by {cluster.Account}", cluster.ConnectionString, cluster);
            }
            catch (InvalidOperationException e)
            {
                failures.Add($"{bin}: {e.Message}");
            }
        }
        else
        {
            failures.Add("/usr/lib/postgresql/*/bin and PATH: no postgres and initdb");
        }

        if (await PostgresContainer.WhyNotAsync() is { } reason)
        {
            failures.Add($"docker: {reason}");
            throw new InvalidOperationException($"No PostgreSQL for the tests; tried {string.Join("; ", failures)}.");
        }

        var container = await PostgresContainer.StartAsync(durable, settings);
        return Found("docker", container.ConnectionString, container);

        PostgresServer Found(string origin, string connectionString, IAsyncDisposable? owned) =>
            new(string.Join("; before it: ", [origin, .. failures]), connectionString, owned);
    }
}

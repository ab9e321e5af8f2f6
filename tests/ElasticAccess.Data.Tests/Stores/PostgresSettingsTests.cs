using ElasticAccess.Data.Stores.Postgres;
using ElasticAccess.TestSupport;
using Npgsql;

namespace ElasticAccess.Data.Tests.Stores;

/// <summary>What the store's connections ask of the server.</summary>
public sealed class PostgresSettingsTests
{
    // A single row of settings once cost every batch of every instance 21 ms of compiling.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_server_compiles_no_statement(bool isLane)
    {
        await using var database = await TestDatabase.CreateAsync(Store.Postgres);
        await using var store = new PostgresStore(database.ConnectionString);
        await store.MigrateAsync(CancellationToken.None);
        await using var connection = new NpgsqlConnection(isLane
            ? PostgresStore.ForLanes(database.ConnectionString)
            : PostgresStore.ForRequests(database.ConnectionString));
        await connection.OpenAsync(CancellationToken.None);

        // A sequential scan that nothing can avoid, and what the planner thinks of it.
        await using var explain = new NpgsqlCommand(
            "set enable_seqscan = off; explain (analyze) select name, value from setting", connection);
        await using var plan = await explain.ExecuteReaderAsync(CancellationToken.None);
        var lines = new List<string>();
        while (await plan.ReadAsync(CancellationToken.None))
        {
            lines.Add(plan.GetString(0));
        }

        Assert.Contains(lines, line => line.StartsWith("Seq Scan on setting", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("JIT", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_connection_string_asks_for_stays()
    {
        const string own = "Host=x;Options=-c work_mem=8MB";

        Assert.Equal("-c work_mem=8MB -c jit=off", Options(PostgresStore.ForRequests(own)));
        Assert.StartsWith(
            "-c work_mem=8MB -c jit=off ", Options(PostgresStore.ForLanes(own)), StringComparison.Ordinal);
    }

    private static string Options(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Options ?? "";
}

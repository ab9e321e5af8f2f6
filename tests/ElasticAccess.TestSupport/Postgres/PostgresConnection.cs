using Npgsql;

namespace ElasticAccess.TestSupport.Postgres;

/// <summary>Statements of the fixture itself, each on a connection of its own that no pool keeps.</summary>
internal static class PostgresConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<string?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=5");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <summary>Asks until the server answers; between two attempts the caller may help, or throw to give up.</summary>
    public static async Task WaitAsync(string connectionString, Action betweenAttempts)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                await ExecuteAsync(connectionString, "select 1");
                return;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < end)
            {
                betweenAttempts();
            }

            await Task.Delay(100);
        }
    }
}

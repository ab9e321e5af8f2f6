using System.Globalization;
using Npgsql;

namespace ElasticAccess.Benchmarks.Contestants;

internal static class Sql
{
    public static async Task<string?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Command Timeout=300");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>So that no measurement pays for writing out what the one before it left behind.</summary>
    public static Task CheckpointAsync(string connectionString) => ExecuteAsync(connectionString, "checkpoint");
}

using Npgsql;

namespace ElasticAccess.Chaos.Scene;

/// <summary>Statements on connections that no pool keeps, past every proxy.</summary>
internal static class Sql
{
    public static async Task<List<T>> ReadAsync<T>(string connectionString, string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=10");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
        {
            found.Add(row(rows));
        }

        return found;
    }

    public static Task ExecuteAsync(string connectionString, string sql) =>
        ReadAsync(connectionString, sql, _ => 0);
}

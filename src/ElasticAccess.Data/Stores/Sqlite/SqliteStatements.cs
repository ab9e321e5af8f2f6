using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>Prepared statements of one connection, by their text; parameters are $1, $2, …</summary>
internal sealed class SqliteStatements(SqliteConnection connection, bool ownsConnection = true) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public int Run(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public SqliteDataReader Read(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>
    /// A change that must meet exactly one row: anything else means that the books were not the truth.
    /// </summary>
    public void RunOnce(string sql, params ReadOnlySpan<object?> values)
    {
        var rows = Run(sql, values);
        if (rows != 1)
        {
            throw new InvalidOperationException($"A balance moved between gather and act: {rows} rows instead of 1");
        }
    }

    /// <summary>Also where no transaction is open.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Run("rollback");
        }
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        if (ownsConnection)
        {
            connection.Dispose();
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(
                    new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }

            prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}

using ElasticAccess.Data.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>
/// Gather and write in a transaction that somebody else has begun, IMMEDIATE, and will commit: there is no other
/// writer.
/// </summary>
internal static class SqliteWithin
{
    public static async Task GatherAsync(AccessDb db, Needs needs, Books books, CancellationToken ct)
    {
        using var sql = Statements(db);
        await SqliteGather.ReadAsync(sql, needs, books, ct);
    }

    public static void Write(AccessDb db, Books books)
    {
        using var sql = Statements(db);
        SqliteWrite.WriteWithin(sql, books);
    }

    public static void InsertMany<T>(AccessDb db, IEnumerable<T> rows)
        where T : class
    {
        using var sql = Statements(db);
        var columns = BulkColumns.Of<T>(db);
        var places = string.Join(", ", Enumerable.Range(1, columns.Count).Select(place => $"${place}"));
        var text = $"insert into {columns.Table} ({columns.Names}) values ({places})";
        var values = new object?[columns.Count];
        foreach (var row in rows)
        {
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = columns.Value(row, column);
            }

            sql.RunOnce(text, values);
        }
    }

    private static SqliteStatements Statements(AccessDb db) =>
        new((SqliteConnection)db.Database.GetDbConnection(), ownsConnection: false);
}

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

    private static SqliteStatements Statements(AccessDb db) =>
        new((SqliteConnection)db.Database.GetDbConnection(), ownsConnection: false);
}

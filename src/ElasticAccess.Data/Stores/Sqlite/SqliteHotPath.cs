using ElasticAccess.Data.Ledger;
using Microsoft.Data.Sqlite;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>
/// The one writer of a SQLite file. BEGIN IMMEDIATE makes the transaction serializable; statements are prepared once.
/// SQLite has no asynchronous calls, so the lane's thread does the waiting for the disk.
/// </summary>
internal sealed class SqliteHotPath(string connectionString) : IHotPath
{
    private SqliteStatements? statements;

    public async Task GatherAsync(Needs needs, Books books, CancellationToken ct)
    {
        var sql = statements ??= new SqliteStatements(SqliteStore.Open(connectionString));
        sql.Run("begin immediate");
        await SqliteGather.ReadAsync(sql, needs, books, ct);
    }

    public Task WriteAsync(Books books)
    {
        SqliteWrite.Write(statements!, books);
        statements!.Run("commit");
        return Task.CompletedTask;
    }

    public Task AbandonAsync()
    {
        try
        {
            statements?.Rollback();
        }
        catch (SqliteException)
        {
            statements?.Dispose();
            statements = null;
        }

        return Task.CompletedTask;
    }

    /// <summary>A commit in this process either returned or rolled back: its outcome is never unknown.</summary>
    public Task<bool?> WasWrittenAsync(Books books, CancellationToken ct) => Task.FromResult<bool?>(false);

    public Fault Classify(Exception fault, bool whileWriting) => fault is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            SqliteStore.Busy or SqliteStore.Locked => Fault.Conflict,
            _ when SqliteStore.IsTrouble(sqlite.SqliteErrorCode) => Fault.InTrouble,
            _ => Fault.OfTheBatch,
        }
        : Fault.OfTheBatch;

    public ValueTask DisposeAsync()
    {
        statements?.Dispose();
        statements = null;
        return ValueTask.CompletedTask;
    }
}

using ElasticAccess.Data.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>
/// One file, one process, one writer; WAL and synchronous=FULL, so that what is acknowledged is on disk.
/// </summary>
public sealed class SqliteStore : IStore
{
    internal const int Busy = 5;
    internal const int Locked = 6;
    private const string Durable = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
    private readonly string connectionString;
    private readonly DbContextOptions<SqliteDb> options;
    private FileStream? claim;

    public SqliteStore(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        File = builder.DataSource;
        this.connectionString = builder.ConnectionString;
        Usage = new SqliteUsage(this.connectionString);
        options = new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(this.connectionString)
            .AddInterceptors(new DurableConnections())
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug)))
            .Options;
    }

    public string File { get; }

    public IUsageStore Usage { get; }

    public string Description => $"SQLite file {File}";

    public int LanesMax => 1;

    /// <summary>Opened with a deferred BEGIN: a reader of the WAL, which blocks nobody.</summary>
    public System.Data.IsolationLevel SnapshotIsolation => System.Data.IsolationLevel.ReadUncommitted;

    public AccessDb NewDb() => new SqliteDb(options);

    public IHotPath NewHotPath() => new SqliteHotPath(connectionString);

    public async Task MigrateAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using var db = NewDb();
        await using var mine = await SqliteMigrationLock.TakeAsync(db, File, ct);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(12));
        await db.Database.MigrateAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }

    /// <summary>
    /// A second service on the same file would be a second writer with lanes of its own: the first one holds a lock
    /// file, which the system lets go of however the process ends.
    /// </summary>
    public void Claim()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        try
        {
            claim = new FileStream(File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new InvalidOperationException(
                $"Another process serves {File}. Stop it, or use PostgreSQL to run several.", held);
        }
    }

    public async Task<bool> IsCurrentAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        return !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }

    public async Task<IReadOnlyList<string>> FindNewerAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        return [.. (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations())];
    }

    /// <summary>As the one writer sees it, on a connection opened the same way.</summary>
    public Task<IReadOnlyList<StoreCheck>> CheckAsync(CancellationToken ct)
    {
        using var connection = Open(connectionString);
        var mode = Ask(connection, "PRAGMA journal_mode");
        var synchronous = Ask(connection, "PRAGMA synchronous");
        return Task.FromResult<IReadOnlyList<StoreCheck>>(
        [
            mode == "wal"
                ? StoreCheck.Ok("journal_mode is wal")
                : StoreCheck.Unsafe(
                    $"journal_mode is {mode}: run migrate, which sets it to wal, with the file on a local disk; "
                    + "readers would stop the writer, and a crash without a journal corrupts the file"),
            synchronous is "2" or "3"
                ? StoreCheck.Ok("synchronous is FULL")
                : StoreCheck.Unsafe(
                    $"synchronous is {synchronous}: set it to 2 (FULL), or a power loss loses acknowledged charges"),
        ]);
    }

    public Task GatherWithinAsync(AccessDb db, Needs needs, Books books, CancellationToken ct) =>
        SqliteWithin.GatherAsync(db, needs, books, ct);

    public Task WriteWithinAsync(AccessDb db, Books books, CancellationToken ct)
    {
        SqliteWithin.Write(db, books);
        return Task.CompletedTask;
    }

    public Task InsertManyAsync<T>(AccessDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        SqliteWithin.InsertMany(db, rows);
        return Task.CompletedTask;
    }

    /// <summary>Writers wait for each other at BEGIN.</summary>
    public bool IsConflict(Exception fault) => false;

    /// <summary>The transaction has begun IMMEDIATE: there is no other writer to keep out.</summary>
    public Task LockAsync(AccessDb db, byte[] keyHash, CancellationToken ct) => Task.CompletedTask;

    /// <summary>There is only one process.</summary>
    public Task<IAsyncDisposable?> TryLeadAsync(long work, CancellationToken ct) =>
        Task.FromResult<IAsyncDisposable?>(new Alone());

    public bool IsInTrouble(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked || IsTrouble(sqlite.SqliteErrorCode),
        { InnerException: { } inner } => IsInTrouble(inner),
        _ => false,
    };

    public async ValueTask DisposeAsync()
    {
        if (claim is not null)
        {
            await claim.DisposeAsync();
        }

        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
    internal static bool IsTrouble(int code) => code is 8 or 10 or 11 or 13 or 14 or 26;

    internal static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var durable = connection.CreateCommand();
        durable.CommandText = Durable;
        durable.ExecuteNonQuery();
        return connection;
    }

    private static string Ask(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return $"{command.ExecuteScalar()}";
    }

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class DurableConnections : DbConnectionInterceptor
    {
        public override void ConnectionOpened(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
        {
            using var durable = connection.CreateCommand();
            durable.CommandText = Durable;
            durable.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken ct = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

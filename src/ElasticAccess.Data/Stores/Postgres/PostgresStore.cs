using ElasticAccess.Data.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>PostgreSQL 15 or newer, shared by any number of service processes.</summary>
public sealed class PostgresStore : IStore
{
    // A batch of a full lane leaves in one piece: every piece is a call of the system and wakes the server once more.
    private const int LaneBufferBytes = 128 * 1024;

    // The server compiles what it takes for expensive, at every execution: 20 ms for statements of 0.1 ms. Where no
    // index fits, a lane's ban on sequential scans makes every statement look expensive.
    private const string NotCompiled = "-c jit=off";

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource lanes;
    private readonly DbContextOptions<PostgresDb> options;

    public PostgresStore(string connectionString)
    {
        source = NpgsqlDataSource.Create(ForRequests(connectionString));
        lanes = NpgsqlDataSource.Create(ForLanes(connectionString));
        options = new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(source)
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug)))
            .Options;
        Usage = new PostgresUsage(source);
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        Description = $"PostgreSQL {builder.Host}:{builder.Port}/{builder.Database}";
    }

    public string Description { get; }

    public IUsageStore Usage { get; }

    public int LanesMax => 64;

    public System.Data.IsolationLevel SnapshotIsolation => System.Data.IsolationLevel.RepeatableRead;

    public AccessDb NewDb() => new PostgresDb(options);

    public IHotPath NewHotPath() => new PostgresHotPath(lanes);

    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        await PostgresMigration.RunAsync(db, source, ct);
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

    public async Task<IReadOnlyList<StoreCheck>> CheckAsync(CancellationToken ct) =>
        await PostgresChecks.RunAsync(source, ct);

    public Task GatherWithinAsync(AccessDb db, Needs needs, Books books, CancellationToken ct) =>
        PostgresWithin.GatherAsync(db, needs, books, ct);

    public Task WriteWithinAsync(AccessDb db, Books books, CancellationToken ct) =>
        PostgresWithin.WriteAsync(db, books, ct);

    public Task InsertManyAsync<T>(AccessDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => PostgresBulk.InsertAsync(db, rows, ct);

    public bool IsConflict(Exception fault) => PostgresFaults.IsConflict(fault);

    public async Task LockAsync(AccessDb db, byte[] keyHash, CancellationToken ct)
    {
        var key = BitConverter.ToInt64(keyHash);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({key})", ct);
    }

    public async Task<IAsyncDisposable?> TryLeadAsync(long work, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select set_config('idle_session_timeout', '30s', false), pg_try_advisory_lock($1)", connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = work } },
        };
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            if (await rows.ReadAsync(ct) && rows.GetBoolean(1))
            {
                return new Lead(connection);
            }
        }

        await connection.DisposeAsync();
        return null;
    }

    public bool IsInTrouble(Exception fault) => PostgresFaults.IsInTrouble(fault);

    public async ValueTask DisposeAsync()
    {
        await lanes.DisposeAsync();
        await source.DisposeAsync();
    }

    // The pool resets a connection that comes back, and with it lets go of the lock.
    private sealed class Lead(NpgsqlConnection connection) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    internal static string ForRequests(string connectionString) => With(connectionString, NotCompiled);

    // Small tables would be read whole, or joined whole, and the predicate locks on all that was read make strangers
    // conflict. A lane that is cut off lets go of its locks within seconds.
    internal static string ForLanes(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(With(connectionString, string.Join(
            ' ',
            NotCompiled,
            "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off",
            "-c plan_cache_mode=force_generic_plan",
            "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=10s")))
        {
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Pooling = false,
            WriteBufferSize = LaneBufferBytes,
            ReadBufferSize = LaneBufferBytes,
            ApplicationName = "ElasticAccess lane",
        };
        return builder.ConnectionString;
    }

    private static string With(string connectionString, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} {options}".TrimStart();
        return builder.ConnectionString;
    }
}

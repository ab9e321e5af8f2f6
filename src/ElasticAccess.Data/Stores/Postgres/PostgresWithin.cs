using System.Data.Common;
using ElasticAccess.Data.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// Gather and write in a transaction that somebody else has begun and will commit. Each statement there sees what is
/// committed, so the instances' locks may come inside it; lanes wait for them until the commit.
/// </summary>
internal static class PostgresWithin
{
    // The locks spare the lanes a conflict; without them the rows themselves make a lane try again. The server has
    // room for some thousands in all.
    private const int LocksMax = 200;

    private const string TakeLocks = "select pg_advisory_xact_lock(key) from unnest($1) as key";

    public static async Task GatherAsync(AccessDb db, Needs needs, Books books, CancellationToken ct)
    {
        var keys = needs.Instances.Count > LocksMax
            ? []
            : needs.Instances.Select(PostgresHotPath.LockKey).Distinct().Order().ToArray();
        await using var batch = new NpgsqlBatch(Connection(db))
        {
            BatchCommands = { Command(TakeLocks, Value(keys)) },
        };
        AddReads(batch, needs);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await ReadAsync(rows, needs, books, ct);
    }

    public static async Task WriteAsync(AccessDb db, Books books, CancellationToken ct)
    {
        var working = books.Instances.Where(book => book.HasWork).ToArray();
        await using var batch = new NpgsqlBatch(Connection(db));
        PostgresLineItems.AddWrites(batch, working);
        PostgresWrite.AddRuleChanges(batch, working);
        PostgresWrite.AddEvents(batch, working);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlConnection Connection(AccessDb db)
    {
        DbConnection connection = db.Database.GetDbConnection();
        return (NpgsqlConnection)connection;
    }
}

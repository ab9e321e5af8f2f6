using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// One process migrates a database at a time. EF's own lock ends with each migration, and whoever waited there would
/// repeat the next one that the first has done.
/// </summary>
internal static class PostgresMigration
{
    private const string Lock = "select pg_advisory_lock(7379009)";

    // Those that a program of today writes to first are there before it does.
    private const string Months = "select ea_entry_months((extract(epoch from clock_timestamp()) * 1000)::bigint, 3)";

    // Copying a large ledger takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    public static async Task RunAsync(AccessDb db, NpgsqlDataSource source, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(Patience);
        await CreateAsync(db, ct);
        await using var holder = await source.OpenConnectionAsync(ct);
        await using var take = new NpgsqlCommand(Lock, holder) { CommandTimeout = (int)Patience.TotalSeconds };
        await take.ExecuteNonQueryAsync(ct);
        await db.Database.MigrateAsync(ct);
        await using var months = new NpgsqlCommand(Months, holder);
        await months.ExecuteNonQueryAsync(ct);

        // The pool resets a connection that comes back, and with it lets go of the lock.
    }

    private static async Task CreateAsync(AccessDb db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(ct);
        }
        catch (PostgresException there)
            when (there.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was first.
        }
    }
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Stores;

/// <summary>A database that the service can run on. Everything the two differ in stands behind it.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>For people: "SQLite" or "PostgreSQL", and where.</summary>
    string Description { get; }

    /// <summary>How many lanes make sense: one where there is one writer.</summary>
    int LanesMax { get; }

    /// <summary>A new unit of work. Never kept across attempts.</summary>
    AccessDb NewDb();

    /// <summary>Creates the schema or brings it up to date; safe when several replicas start at once.</summary>
    Task MigrateAsync(CancellationToken ct);

    /// <summary>True when the schema is the one this program was built for.</summary>
    Task<bool> IsCurrentAsync(CancellationToken ct);

    /// <summary>Migrations that this program does not know: a newer one has been here. Oldest first.</summary>
    Task<IReadOnlyList<string>> FindNewerAsync(CancellationToken ct);

    /// <summary>
    /// All that decides whether an acknowledged charge stays and no token is spent twice: what is right as well as
    /// what is not.
    /// </summary>
    Task<IReadOnlyList<StoreCheck>> CheckAsync(CancellationToken ct);

    /// <summary>What gives a long read one snapshot without keeping writers out.</summary>
    System.Data.IsolationLevel SnapshotIsolation { get; }

    /// <summary>Sessions that are due up to a time, in that order; of all instances where none is named.</summary>
    async Task<IReadOnlyList<DueSession>> FindDueAsync(Instant until, Guid? instanceId, int count, CancellationToken ct)
    {
        await using var db = NewDb();
        return await DueSessions.UpTo(db, until, instanceId, count).ToListAsync(ct);
    }

    /// <summary>What a lane works through; it owns one connection.</summary>
    IHotPath NewHotPath();

    /// <summary>The feed and the roll-ups of usage.</summary>
    IUsageStore Usage { get; }

    /// <summary>Reads the facts into the books, in the transaction of <paramref name="db"/>; locks before.</summary>
    Task GatherWithinAsync(AccessDb db, Needs needs, Books books, CancellationToken ct);

    /// <summary>Writes line items and rules, in the transaction of <paramref name="db"/>, which goes on.</summary>
    Task WriteWithinAsync(AccessDb db, Books books, CancellationToken ct);

    /// <summary>Many new rows at once, untracked, in the transaction of <paramref name="db"/>.</summary>
    Task InsertManyAsync<T>(AccessDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class;

    /// <summary>Whoever was in the way is through: the same transaction may well succeed when done again.</summary>
    bool IsConflict(Exception fault);

    /// <summary>
    /// A lock for one Idempotency-Key of a plain resource, held by the transaction of <paramref name="db"/>.
    /// </summary>
    Task LockAsync(AccessDb db, byte[] keyHash, CancellationToken ct);

    /// <summary>
    /// Null while another process does this kind of work. Let go of at once when disposed, and by the store within
    /// half a minute when the process that leads no longer answers.
    /// </summary>
    Task<IAsyncDisposable?> TryLeadAsync(long work, CancellationToken ct);

    /// <summary>The store is down, full or out of connections: 503, never a denial.</summary>
    bool IsInTrouble(Exception fault);
}

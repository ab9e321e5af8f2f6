using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;

namespace ElasticAccess.Model.Tests.Memory;

/// <summary>
/// A store in memory: gather and write as the two databases do them, and nothing that is not the ledger's. Used by one
/// thread at a time.
/// </summary>
internal class MemoryStore(Tables tables) : IStore
{
    public Tables Tables => tables;

    public Slips Slips { get; init; }

    public string Description => "memory";

    public int LanesMax { get; init; } = 4;

    public IUsageStore Usage => throw new NotSupportedException();

    public System.Data.IsolationLevel SnapshotIsolation => throw new NotSupportedException();

    public virtual IHotPath NewHotPath() => new MemoryHotPath(this);

    public virtual Task<IReadOnlyList<DueSession>> FindDueAsync(
        Instant until, Guid? instanceId, int count, CancellationToken ct) =>
        Task.FromResult(FindDue(until, instanceId, count));

    public IReadOnlyList<DueSession> FindDue(Instant until, Guid? instanceId, int count) =>
    [
        .. Tables.Instances.Values.Where(instance => instanceId is null || instance.InstanceId == instanceId)
            .SelectMany(instance => instance.Sessions.Values)
            .Where(session => session.DueMs <= until.Ms)
            .OrderBy(session => session.DueMs).ThenBy(session => session.SessionId)
            .Select(session => new DueSession(session.InstanceId, session.SessionId, session.DueMs!.Value))
            .Take(count),
    ];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public AccessDb NewDb() => throw new NotSupportedException();

    public Task MigrateAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> IsCurrentAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> FindNewerAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoreCheck>> CheckAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task GatherWithinAsync(AccessDb db, Needs needs, Books books, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task WriteWithinAsync(AccessDb db, Books books, CancellationToken ct) => throw new NotSupportedException();

    public Task InsertManyAsync<T>(AccessDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => throw new NotSupportedException();

    public bool IsConflict(Exception fault) => throw new NotSupportedException();

    public Task LockAsync(AccessDb db, byte[] keyHash, CancellationToken ct) => throw new NotSupportedException();

    public Task<IAsyncDisposable?> TryLeadAsync(long work, CancellationToken ct) => throw new NotSupportedException();

    public bool IsInTrouble(Exception fault) => false;

    /// <summary>Nothing is ever in the way.</summary>
    private sealed class MemoryHotPath(MemoryStore store) : IHotPath
    {
        public Task GatherAsync(Needs needs, Books books, CancellationToken ct)
        {
            Gathering.Read(store.Tables, needs, books);
            return Task.CompletedTask;
        }

        public Task WriteAsync(Books books)
        {
            Committing.Write(store.Tables, books, store.Slips);
            return Task.CompletedTask;
        }

        public Task AbandonAsync() => Task.CompletedTask;

        public Task<bool?> WasWrittenAsync(Books books, CancellationToken ct) => Task.FromResult<bool?>(false);

        public Fault Classify(Exception fault, bool whileWriting) =>
            fault is StoreFault known ? known.Kind : Fault.OfTheBatch;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

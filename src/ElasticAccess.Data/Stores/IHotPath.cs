using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Data.Stores;

/// <summary>Gather and write: the two things that every charge does, in one serializable transaction.</summary>
public interface IHotPath : IAsyncDisposable
{
    /// <summary>
    /// Opens the transaction and reads into <paramref name="books"/> the facts of all that the batch touches.
    /// </summary>
    Task GatherAsync(Needs needs, Books books, CancellationToken ct);

    /// <summary>Writes what was decided and commits. Never cancelled once begun.</summary>
    Task WriteAsync(Books books);

    /// <summary>Leaves the transaction without a trace. Never throws.</summary>
    Task AbandonAsync();

    /// <summary>
    /// After a failed <see cref="WriteAsync"/> whose outcome is unknown: true when it had committed, false when it had
    /// not, null when that cannot be told.
    /// </summary>
    Task<bool?> WasWrittenAsync(Books books, CancellationToken ct);

    Fault Classify(Exception fault, bool whileWriting);
}

/// <summary>What a fault of the store means for the batch that met it.</summary>
public enum Fault
{
    /// <summary>Another transaction was in the way: again, with fresh facts.</summary>
    Conflict,

    /// <summary>Something that must be unique is there already: again, with fresh facts, but not for ever.</summary>
    Taken,

    /// <summary>The connection was lost while the commit was under way.</summary>
    UnknownOutcome,

    /// <summary>The store is down, full or out of resources. Nothing was written.</summary>
    InTrouble,

    /// <summary>Something about a request or this program. Nothing was written.</summary>
    OfTheBatch,
}

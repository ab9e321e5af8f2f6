namespace ElasticAccess.Data.Ledger;

/// <summary>The store or this process cannot serve now; nothing was decided. 503 with Retry-After.</summary>
public class StoreBusyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Too many requests wait in this process already. Nothing was begun.</summary>
public sealed class OverloadedException() : StoreBusyException("Too many requests are waiting");

/// <summary>
/// The store was lost while a commit was under way and could not be asked since. A retry with the same Idempotency-Key
/// tells what happened.
/// </summary>
public sealed class UnknownOutcomeException(Exception inner)
    : StoreBusyException("The store was lost during the commit", inner);

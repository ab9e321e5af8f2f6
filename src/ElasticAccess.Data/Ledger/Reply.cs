using ElasticAccess.Data.Audit;

namespace ElasticAccess.Data.Ledger;

/// <summary>An answer as it went, or would have gone, over the wire.</summary>
public sealed record StoredAnswer(int Status, string? ContentType, byte[] Body);

/// <summary>
/// What a request brings beside itself: its Idempotency-Key (contract 18.3) with the way to put its outcome into words,
/// and the note for the audit.
/// </summary>
/// <param name="KeyHash">Null: it has no key.</param>
/// <param name="Render">The answer to store; null for one that is not stored and may be tried anew.</param>
public sealed record Keyed<T>(byte[]? KeyHash, byte[] RequestHash, Func<T, StoredAnswer?> Render)
{
    /// <summary>Where the path names no instance the key is found under none, whatever the body names.</summary>
    public bool IsOfNoInstance { get; init; }

    /// <summary>Null: the operation is none of administration.</summary>
    public Note? Note { get; init; }
}

/// <summary>What a request hears once its batch has committed.</summary>
public abstract record Reply<T>
{
    private Reply()
    {
    }

    public sealed record Decided(T Outcome) : Reply<T>;

    /// <summary>The same request came before under the same key.</summary>
    public sealed record Replayed(StoredAnswer Answer) : Reply<T>;

    /// <summary>Another request came before under the same key.</summary>
    public sealed record KeyReused : Reply<T>;
}

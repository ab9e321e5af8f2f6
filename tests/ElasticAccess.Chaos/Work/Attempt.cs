namespace ElasticAccess.Chaos.Work;

/// <summary>What one attempt came to.</summary>
/// <param name="Status">0: no answer.</param>
/// <param name="Unreachable">Nobody listened: nothing was sent.</param>
internal sealed record Attempt(int Status, byte[] Body, bool Replayed, bool RetryAfter, bool Unreachable)
{
    public static readonly Attempt Lost = new(0, [], Replayed: false, RetryAfter: false, Unreachable: false);

    /// <summary>The same request may have another answer later.</summary>
    public bool IsOpen => Status is 0 or 408 or 429 or 503;
}

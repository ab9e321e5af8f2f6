namespace ElasticAccess.Data.Ledger;

/// <summary>Under what a stored answer is found: the instance and the hash of caller, method, path and key.</summary>
public readonly struct AnswerKey(Guid instanceId, byte[] keyHash) : IEquatable<AnswerKey>
{
    public Guid InstanceId { get; } = instanceId;

    public byte[] KeyHash { get; } = keyHash;

    public bool Equals(AnswerKey other) =>
        InstanceId == other.InstanceId && KeyHash.AsSpan().SequenceEqual(other.KeyHash);

    public override bool Equals(object? obj) => obj is AnswerKey other && Equals(other);

    public static bool operator ==(AnswerKey a, AnswerKey b) => a.Equals(b);

    public static bool operator !=(AnswerKey a, AnswerKey b) => !a.Equals(b);

    public override int GetHashCode() => BitConverter.ToInt32(KeyHash);
}

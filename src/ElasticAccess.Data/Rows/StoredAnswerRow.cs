namespace ElasticAccess.Data.Rows;

/// <summary>What a request with an Idempotency-Key was answered (contract 18.3). Kept 35 days.</summary>
public sealed class StoredAnswerRow
{
    /// <summary>Empty where the request belongs to no instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>SHA-256 of caller, method, path and key.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>SHA-256 of query and body.</summary>
    public required byte[] RequestHash { get; init; }

    public required int Status { get; init; }

    public required string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    public required long CreatedMs { get; init; }
}

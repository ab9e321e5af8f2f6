namespace ElasticAccess.Data.Rows;

/// <summary>A customer account's home for line items (contract 4). Never changed, never deleted.</summary>
public sealed class InstanceRow : ICreated
{
    public required Guid InstanceId { get; init; }

    public required string ShortName { get; init; }

    public required string AccountId { get; init; }

    /// <summary>At most one per account, held by a unique index.</summary>
    public required bool DefaultInstance { get; init; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; init; }
}

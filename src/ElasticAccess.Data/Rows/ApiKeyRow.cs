namespace ElasticAccess.Data.Rows;

/// <summary>An opaque key (contract 18.1). Only a hash of it is kept.</summary>
public sealed class ApiKeyRow : ICreated
{
    public required Guid Id { get; init; }

    public required KeyType Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The first characters, for people to recognise it by.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256: enough for a secret of 128 random bits and more.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>Instances that a client key may act on; empty for an administration key.</summary>
    public required Guid[] Instances { get; init; }

    public required long CreatedMs { get; init; }

    public required long? ExpiresMs { get; init; }
}

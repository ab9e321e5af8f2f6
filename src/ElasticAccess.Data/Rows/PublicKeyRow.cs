namespace ElasticAccess.Data.Rows;

public enum KeyType
{
    Administration,
    Client,
}

/// <summary>The public half of a key with which a caller signs its tokens (contract 3).</summary>
public sealed class PublicKeyRow : ICreated
{
    public required KeyType Type { get; init; }

    /// <summary>The caller's own identifier, later the <c>kid</c>.</summary>
    public required string Id { get; init; }

    public required string Pem { get; set; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; set; }
}

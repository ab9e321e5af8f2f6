namespace ElasticAccess.Data.Rows;

/// <summary>
/// A published price list (contract 5). Never changed; deleted only before it takes effect, and then only hidden, so
/// that no ledger row can ever name a table that is not there.
/// </summary>
public sealed class RateTableRow
{
    public required Guid RateTableId { get; init; }

    /// <summary>Empty for the tables without series.</summary>
    public required string Series { get; init; }

    public required string Version { get; init; }

    public required long EffectiveFromMs { get; init; }

    public required long CreatedMs { get; init; }

    public long? DeletedMs { get; set; }

    public List<RateTableItemRow> Items { get; init; } = [];
}

public sealed class RateTableItemRow
{
    public required Guid RateTableId { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty is a value of its own.</summary>
    public required string Version { get; init; }

    /// <summary>Place in the table as it was published.</summary>
    public required int Position { get; init; }

    /// <summary>Micro-tokens per count; null where a formula stands.</summary>
    public long? RateMicro { get; init; }

    public string? Formula { get; init; }
}

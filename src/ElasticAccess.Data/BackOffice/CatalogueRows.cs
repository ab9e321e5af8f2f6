using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Data.BackOffice;

/// <summary>A customer or a partner (contract 19). Its id is the account id of its instances.</summary>
public sealed class AccountRow : ICreated
{
    public required string AccountId { get; init; }

    public required string Name { get; set; }

    /// <summary>END_CUSTOMER or CHANNEL_PARTNER.</summary>
    public required string Type { get; set; }

    public required long CreatedMs { get; init; }
}

public sealed class FeatureRow : ICreated
{
    public required Guid FeatureId { get; init; }

    public required string Name { get; set; }

    public required string Version { get; set; }

    public required long CreatedMs { get; init; }
}

/// <summary>What is sold. DRAFT until it is deployed, once and for all.</summary>
public sealed class ProductRow : ICreated
{
    public required Guid ProductId { get; init; }

    public required string Name { get; set; }

    public required string Version { get; set; }

    public required bool IsDeployed { get; set; }

    public required Guid[] Features { get; set; }

    public required Guid[] LicenseModels { get; set; }

    public required long CreatedMs { get; init; }
}

/// <summary>How what is sold may be used. DRAFT until it is deployed, once and for all.</summary>
public sealed class LicenseModelRow : ICreated
{
    public required Guid LicenseModelId { get; init; }

    public required string Name { get; set; }

    /// <summary>One of <see cref="LicenseModelKind.All"/>.</summary>
    public required string Type { get; set; }

    public required bool? Elastic { get; set; }

    public required string? RateTableSeries { get; set; }

    public required OverdraftKind OverdraftKind { get; set; }

    /// <summary>Micro-tokens, or millionths of a percent.</summary>
    public required long OverdraftMicro { get; set; }

    public required bool IsDeployed { get; set; }

    public required long CreatedMs { get; init; }

    public bool IsMetered => LicenseModelKind.IsMetered(Type);

    public OverdraftTerms Overdraft => new(OverdraftKind, new(OverdraftMicro));
}

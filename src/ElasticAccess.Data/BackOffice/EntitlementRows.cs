using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.BackOffice;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.BackOffice;

/// <summary>What was sold to an account at once (contract 19).</summary>
public sealed class EntitlementRow : ICreated
{
    public required string EntitlementId { get; init; }

    /// <summary>Null for a bulk entitlement without an end customer.</summary>
    public required string? AccountId { get; set; }

    public required string[] ChannelPartners { get; set; }

    public required bool Bulk { get; init; }

    public required LifeState State { get; set; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; set; }
}

/// <summary>A line item as it was sold; what the ledger charges is mapped from it.</summary>
public sealed class EntitlementLineItemRow
{
    public required string ActivationId { get; init; }

    public required string EntitlementId { get; init; }

    /// <summary>Place within the entitlement; later ones have larger numbers.</summary>
    public required long Position { get; init; }

    public required Guid ProductId { get; set; }

    public required Guid LicenseModelId { get; set; }

    public required string? PartNumber { get; set; }

    /// <summary>Whole tokens.</summary>
    public required long Quantity { get; set; }

    public required long StartMs { get; set; }

    /// <summary>Inclusive; 9999-12-31T23:59:59.999Z is permanent.</summary>
    public required long EndMs { get; set; }

    public required LifeState State { get; set; }

    /// <summary>It became INACTIVE with its entitlement and comes back with it.</summary>
    public bool InactiveWithEntitlement { get; set; }

    /// <summary>Millionths of a percent, with PercentAtEntitlement.</summary>
    public long? OverdraftPercentMicro { get; set; }

    /// <summary>Of a deployed one: what its license model came to.</summary>
    public OverdraftType OverdraftType { get; set; }

    /// <summary>Whole tokens, with Number.</summary>
    public long OverdraftLimit { get; set; }

    /// <summary>JSON, stored and echoed without effect.</summary>
    public string? Maintenance { get; set; }

    /// <summary>Where it is mapped; null where it is not.</summary>
    public Guid? InstanceId { get; set; }

    public required long CreatedMs { get; init; }

    public required long ModifiedMs { get; set; }
}

/// <summary>A part of a bulk line item that an end customer has taken. It follows the state of the whole.</summary>
public sealed class ClaimRow : ICreated
{
    /// <summary>Of the part, generated: it is mapped under this id.</summary>
    public required string ActivationId { get; init; }

    public required string EntitlementId { get; init; }

    public required string FromActivationId { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Whole tokens.</summary>
    public required long Quantity { get; init; }

    public required OverdraftType OverdraftType { get; init; }

    /// <summary>Whole tokens, with Number.</summary>
    public required long OverdraftLimit { get; init; }

    /// <summary>Where it is mapped; null where its license model is not metered.</summary>
    public required Guid? InstanceId { get; init; }

    public required long CreatedMs { get; init; }
}

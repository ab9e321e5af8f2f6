using System.Text.Json;

namespace ElasticAccess.Client.Models;

/// <summary>A line item to be sold (contract section 19).</summary>
/// <param name="Product">Id, or the name where only one version has it.</param>
/// <param name="LicenseModel">Id or name.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="Start">The first moment, exact to the ms.</param>
/// <param name="Expiration">The last moment, exact to the ms; null: it never expires.</param>
/// <param name="ActivationId">Null: the service makes one.</param>
/// <param name="PartNumber">The producer's own.</param>
/// <param name="OverdraftPercent">With a license model of PercentAtEntitlement.</param>
public sealed record NewEntitlementLineItem(
    string Product,
    string LicenseModel,
    long Quantity,
    DateTimeOffset Start,
    DateTimeOffset? Expiration = null,
    string? ActivationId = null,
    string? PartNumber = null,
    decimal? OverdraftPercent = null)
{
    /// <summary>True where it never expires; said for it, since the service asks for one of the two.</summary>
    public bool? Permanent => Expiration is null ? true : null;

    /// <summary>The producer's own, an object; stored and echoed without effect.</summary>
    public JsonElement? Maintenance { get; init; }
}

/// <summary>A line item as sold (contract section 19).</summary>
/// <param name="ActivationId">Its id, and that of what is mapped from it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Product">Id.</param>
/// <param name="LicenseModel">Id.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="Start">The first moment.</param>
public sealed record EntitlementLineItem(
    string ActivationId, LifeState State, string Product, string LicenseModel, long Quantity, DateTimeOffset Start)
{
    /// <summary>The last moment; null: it never expires.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>The producer's own.</summary>
    public string? PartNumber { get; init; }

    /// <summary>With a license model of PercentAtEntitlement.</summary>
    public decimal? OverdraftPercent { get; init; }

    /// <summary>As it was sent.</summary>
    public JsonElement? Maintenance { get; init; }

    /// <summary>Number or Unlimited once it is deployed; null: none.</summary>
    public string? OverdraftType { get; init; }

    /// <summary>Whole tokens, with Number.</summary>
    public long? OverdraftLimit { get; init; }

    /// <summary>Where it is mapped; null where it is not.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Tokens that end customers have taken of a bulk one.</summary>
    public long? Claimed { get; init; }
}

/// <summary>
/// What changes of a line item; what is null stays (contract section 19). Once it is deployed only the quantity, the
/// expiration and the part number may.
/// </summary>
public sealed record EntitlementLineItemChange
{
    /// <summary>Whole tokens.</summary>
    public long? Quantity { get; init; }

    /// <summary>The last moment, exact to the ms.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>True, and no expiration: it never expires.</summary>
    public bool? Permanent { get; init; }

    /// <summary>The producer's own; empty: none.</summary>
    public string? PartNumber { get; init; }

    /// <summary>The first moment, exact to the ms; DRAFT only.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>With a license model of PercentAtEntitlement; DRAFT only.</summary>
    public decimal? OverdraftPercent { get; init; }

    /// <summary>The producer's own, an object; DRAFT only.</summary>
    public JsonElement? Maintenance { get; init; }
}

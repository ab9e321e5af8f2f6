using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>What is sold to an account at once (contract section 19).</summary>
/// <param name="Account">The end customer; null for a bulk entitlement.</param>
/// <param name="LineItems">What is sold.</param>
/// <param name="Id">Null: the service makes one.</param>
/// <param name="Bulk">True: end customers take parts of it by claims.</param>
/// <param name="State">Draft or Test.</param>
public sealed record NewEntitlement(
    string? Account,
    IReadOnlyList<NewEntitlementLineItem> LineItems,
    string? Id = null,
    bool Bulk = false,
    LifeState State = LifeState.Draft);

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
}

/// <summary>An entitlement as stored (contract section 19).</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Type">DM for Elastic Access; E, C, T or NF.</param>
/// <param name="NumberOfLineItems">How many there are.</param>
public sealed record Entitlement(string Id, LifeState State, string Type, int NumberOfLineItems)
{
    /// <summary>The end customer; null for a bulk entitlement.</summary>
    public string? Account { get; init; }

    /// <summary>End customers take parts of it by claims.</summary>
    public bool Bulk { get; init; }

    /// <summary>In their order; null in lists.</summary>
    public IReadOnlyList<EntitlementLineItem>? LineItems { get; init; }
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

    /// <summary>Number or Unlimited once it is deployed; null: none.</summary>
    public string? OverdraftType { get; init; }

    /// <summary>Whole tokens, with Number.</summary>
    public long? OverdraftLimit { get; init; }

    /// <summary>Where it is mapped; null where it is not.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Tokens that end customers have taken of a bulk one.</summary>
    public long? Claimed { get; init; }
}

/// <summary>What may change of a deployed line item; what is null stays (contract section 19).</summary>
public sealed record EntitlementLineItemChange
{
    /// <summary>Whole tokens.</summary>
    public long? Quantity { get; init; }

    /// <summary>The last moment, exact to the ms.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>The producer's own.</summary>
    public string? PartNumber { get; init; }
}

/// <summary>A part of a bulk entitlement that an end customer has taken (contract section 19).</summary>
/// <param name="ActivationId">The id under which it is mapped.</param>
/// <param name="LineItem">Activation id of what it was taken from.</param>
/// <param name="Account">The end customer.</param>
/// <param name="Quantity">Whole tokens.</param>
/// <param name="InstanceId">Where it is mapped; null where it is not.</param>
public sealed record Claim(
    string ActivationId, string LineItem, string Account, long Quantity, string? InstanceId = null);

/// <summary>What is needed for a claim.</summary>
internal sealed record NewClaim(string Account, long Quantity, string? LineItem);

/// <summary>Where an entitlement or a line item of it stands (contract section 19).</summary>
[JsonConverter(typeof(UpperCaseEnum<LifeState>))]
public enum LifeState
{
    /// <summary>A state that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Editable and deletable.</summary>
    Draft,

    /// <summary>Sold and charged.</summary>
    Deployed,

    /// <summary>Suspended.</summary>
    Inactive,

    /// <summary>Tried out apart.</summary>
    Test,

    /// <summary>Over for good.</summary>
    Obsolete,
}

/// <summary>A step from one state to another (contract section 19).</summary>
public enum LifeStep
{
    /// <summary>To DEPLOYED: it is mapped and charged.</summary>
    Deploy,

    /// <summary>To INACTIVE.</summary>
    Inactivate,

    /// <summary>To OBSOLETE, for good.</summary>
    Obsolete,

    /// <summary>From DRAFT to TEST, for good.</summary>
    Test,
}

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
    LifeState State = LifeState.Draft)
{
    /// <summary>Ids of accounts of that type, who sell it.</summary>
    public IReadOnlyList<string>? ChannelPartners { get; init; }
}

/// <summary>What changes of a DRAFT entitlement; what is null stays (contract section 19).</summary>
/// <param name="Account">The end customer.</param>
/// <param name="ChannelPartners">Account ids: takes the place of the whole list.</param>
public sealed record EntitlementChange(string? Account = null, IReadOnlyList<string>? ChannelPartners = null);

/// <summary>An entitlement as stored (contract section 19).</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Type">DM for Elastic Access; E, C, T or NF.</param>
/// <param name="NumberOfLineItems">How many there are.</param>
public sealed record Entitlement(string Id, LifeState State, string Type, int NumberOfLineItems)
{
    /// <summary>The end customer; null for a bulk entitlement.</summary>
    public string? Account { get; init; }

    /// <summary>Ids of the accounts who sell it.</summary>
    public IReadOnlyList<string> ChannelPartners { get; init; } = [];

    /// <summary>End customers take parts of it by claims.</summary>
    public bool Bulk { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>In their order; null in lists.</summary>
    public IReadOnlyList<EntitlementLineItem>? LineItems { get; init; }
}

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

using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>A customer or a partner, to be made or as stored (contract section 19).</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Id">Also the account id of its instances; null: the service makes one.</param>
/// <param name="Type">Who it is.</param>
public sealed record Account(string Name, string? Id = null, AccountType Type = AccountType.EndCustomer)
{
    /// <summary>When it was made; set by the service.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>What changes of an account; what is null stays (contract section 19).</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Type">Who it is.</param>
public sealed record AccountChange(string? Name = null, AccountType? Type = null);

/// <summary>The kind of an account (contract section 19).</summary>
[JsonConverter(typeof(SnakeCaseEnum<AccountType>))]
public enum AccountType
{
    /// <summary>A kind that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>It buys for itself.</summary>
    EndCustomer,

    /// <summary>It sells to others.</summary>
    ChannelPartner,
}

/// <summary>A feature of products, to be made or as stored (contract section 19).</summary>
/// <param name="Name">A name, unique with the version.</param>
/// <param name="Version">A version.</param>
/// <param name="Id">Made by the service.</param>
public sealed record Feature(string Name, string Version, string? Id = null)
{
    /// <summary>When it was made; set by the service.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>What changes of a feature; what is null stays (contract section 19).</summary>
/// <param name="Name">A name, unique with the version.</param>
/// <param name="Version">A version.</param>
public sealed record FeatureChange(string? Name = null, string? Version = null);

/// <summary>What is sold, to be made or as stored (contract section 19).</summary>
/// <param name="Name">A name, unique with the version.</param>
/// <param name="Version">A version.</param>
/// <param name="Features">Ids; a product for tokens has exactly one.</param>
/// <param name="LicenseModels">Ids.</param>
/// <param name="Id">Made by the service.</param>
/// <param name="State">DRAFT or DEPLOYED; set by the service.</param>
public sealed record Product(
    string Name,
    string Version,
    IReadOnlyList<string> Features,
    IReadOnlyList<string> LicenseModels,
    string? Id = null,
    string? State = null)
{
    /// <summary>When it was made; set by the service.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>What changes of a DRAFT product; what is null stays (contract section 19).</summary>
/// <param name="Name">A name, unique with the version.</param>
/// <param name="Version">A version.</param>
/// <param name="Features">Ids: takes the place of the whole list.</param>
/// <param name="LicenseModels">Ids: takes the place of the whole list.</param>
public sealed record ProductChange(
    string? Name = null,
    string? Version = null,
    IReadOnlyList<string>? Features = null,
    IReadOnlyList<string>? LicenseModels = null);

/// <summary>How a product may be used, to be made or as stored (contract section 19).</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Attributes">What is metered, and how.</param>
/// <param name="Type">The metered type unless said otherwise.</param>
/// <param name="Id">Made by the service.</param>
/// <param name="State">DRAFT or DEPLOYED; set by the service.</param>
public sealed record LicenseModel(
    string Name,
    LicenseModelAttributes Attributes,
    string Type = LicenseModel.ElasticAccess,
    string? Id = null,
    string? State = null)
{
    /// <summary>The metered type, for tokens.</summary>
    public const string ElasticAccess = "Dynamic Monetization | Elastic Access";

    /// <summary>When it was made; set by the service.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>What changes of a DRAFT license model; what is null stays (contract section 19).</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Attributes">What is null in them stays too.</param>
public sealed record LicenseModelChange(string? Name = null, LicenseModelAttributes? Attributes = null);

/// <summary>What a license model meters (contract section 19).</summary>
/// <param name="Elastic">True with the metered type.</param>
/// <param name="RateTableSeries">Series of rate tables that price it; null: the tables without series.</param>
/// <param name="Overdraft">Null: none.</param>
public sealed record LicenseModelAttributes(
    bool? Elastic = true, string? RateTableSeries = null, LicenseModelOverdraft? Overdraft = null);

/// <summary>How a license model settles the overdraft of what is sold (contract section 19).</summary>
/// <param name="Type">None, Number, Percent, PercentAtEntitlement or Unlimited.</param>
/// <param name="Value">Whole tokens with Number, percent with Percent; else null.</param>
public sealed record LicenseModelOverdraft(string Type, decimal? Value = null);

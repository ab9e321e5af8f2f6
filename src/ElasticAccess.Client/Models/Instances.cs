namespace ElasticAccess.Client.Models;

/// <summary>An instance hosts the line items of one customer account (contract section 4).</summary>
/// <param name="Id">UUID, made by the service.</param>
/// <param name="ShortName">The name given by its maker.</param>
/// <param name="AccountId">The customer account that owns it.</param>
/// <param name="DefaultInstance">True for the account's first instance.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When it was last changed.</param>
public sealed record Instance(
    string Id,
    string ShortName,
    string AccountId,
    bool DefaultInstance = false,
    DateTimeOffset Created = default,
    DateTimeOffset Modified = default);

/// <summary>What is needed to make an instance (contract section 4).</summary>
internal sealed record NewInstance(string ShortName, string AccountId);

using System.Text.Json.Serialization;
using ElasticAccess.Client.Http;

namespace ElasticAccess.Client.Models;

/// <summary>What is needed to make an API key (contract section 18.1).</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Type">Administration or client.</param>
public sealed record NewApiKey(string Name, ApiKeyType Type)
{
    /// <summary>The instances that a client key may act on, at least one; null for administration.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>When it stops working, exact to the ms, in the future; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>An API key as the service lists it, without the secret (contract section 18.1).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Prefix">The beginning of the key, by which people recognise it.</param>
public record ApiKey(string Id, string Prefix)
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Administration or client.</summary>
    public ApiKeyType Type { get; init; }

    /// <summary>The instances that a client key may act on; null for administration.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>When it was made, if the service says so.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it stops working; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>A new API key with its secret, shown this once (contract section 18.1).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Prefix">The beginning of the key.</param>
/// <param name="Key">The key itself. Store it now; the service keeps only a hash.</param>
public sealed record CreatedApiKey(string Id, string Prefix, string Key) : ApiKey(Id, Prefix)
{
    /// <summary>Names the key without its secret, so that it does not end in a log.</summary>
    /// <returns>The prefix.</returns>
    public override string ToString() => $"API key {Prefix}…";
}

/// <summary>The kind of an API key (contract section 18.1).</summary>
[JsonConverter(typeof(LowerCaseEnum<ApiKeyType>))]
public enum ApiKeyType
{
    /// <summary>A kind that this client does not know. Never sent.</summary>
    Unknown,

    /// <summary>Access to everything; <c>ea_admin_…</c>.</summary>
    Admin,

    /// <summary>Acts on the instances it lists; <c>ea_client_…</c>.</summary>
    Client,
}

/// <summary>Who calls, as the service sees it.</summary>
/// <param name="Type">Administration or client.</param>
/// <param name="KeyId">The id of the API key, or the <c>kid</c> of a signed token.</param>
/// <param name="Instances">
/// The instances of a client, oldest first; empty for an administrator, who may act on all.
/// </param>
public sealed record Caller(ApiKeyType Type, string KeyId, IReadOnlyList<Instance> Instances);

using System.Text.Json.Serialization;

namespace ElasticAccess.Client.Models;

/// <summary>
/// A public key to upload; adds the key, or replaces the one with the same id (contract section 3.2).
/// </summary>
/// <param name="Id">The caller's identifier, later the <c>kid</c> of tokens; 1 to 255 characters.</param>
/// <param name="PublicKey">PEM text of an RSA or EC public key.</param>
public sealed record KeyUpload(string Id, string PublicKey);

/// <summary>A public key as the service holds it (contract section 3.2).</summary>
/// <param name="Id">The identifier given at upload, the <c>kid</c>.</param>
/// <param name="Type"><c>administration-key</c> or <c>client-key</c>.</param>
/// <param name="PublicKey">PEM text.</param>
/// <param name="Created">When it was first uploaded.</param>
/// <param name="Modified">When it was last replaced.</param>
public sealed record StoredKey(
    string Id, string Type, string PublicKey, DateTimeOffset Created = default, DateTimeOffset Modified = default)
{
    /// <summary>True for a key of the producer, false for a client key.</summary>
    [JsonIgnore]
    public bool IsAdministrationKey => Type == "administration-key";
}

using System.Security.Cryptography;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// At least one administration credential must stay: whoever deletes one holds this lock while looking.
/// </summary>
internal static class AdministrationCredentials
{
    public static readonly byte[] Lock = SHA256.HashData("administration credentials"u8);
}

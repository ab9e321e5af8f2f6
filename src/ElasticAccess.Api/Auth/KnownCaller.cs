using System.Security.Cryptography;
using ElasticAccess.Data;
using Microsoft.AspNetCore.Authentication;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// What was found for a credential, kept for a few seconds only, so that a deleted key stops working on every replica
/// in time (contract 18.1).
/// </summary>
/// <param name="untilMs">The credential itself ends then; exclusive.</param>
internal sealed class KnownCaller(byte[] hash, Caller caller, long untilMs)
{
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(4);

    private readonly long atTick = Environment.TickCount64;

    public AuthenticateResult Result { get; } =
        AuthenticateResult.Success(new(new CallerPrincipal(caller), CredentialAuthentication.SchemeName));

    /// <summary>By real time, also where the sandbox clock rules (contract 18.8).</summary>
    public bool IsFresh =>
        Environment.TickCount64 - atTick < RememberedFor.TotalMilliseconds && TimeProvider.System.Now().Ms < untilMs;

    public bool IsOf(byte[] credentialHash) => CryptographicOperations.FixedTimeEquals(hash, credentialHash);
}

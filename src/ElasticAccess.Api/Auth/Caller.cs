using System.Security.Claims;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Api.Auth;

/// <summary>Who calls, and what for.</summary>
/// <param name="Name">Kind and id of the key; the scope of its Idempotency-Keys and the name in the audit.</param>
/// <param name="KeyId">The caller's own id of a public key (<c>kid</c>), or the id of an API key.</param>
/// <param name="Instances">Instances that a client may act on; empty for an administrator, who may act on all.</param>
internal sealed record Caller(KeyType Type, string Name, string KeyId, IReadOnlySet<Guid> Instances)
{
    public bool IsAdministrator => Type == KeyType.Administration;

    public bool MayActOn(Guid instanceId) => IsAdministrator || Instances.Contains(instanceId);

    /// <summary>Only behind a policy: there is always a caller.</summary>
    public static Caller Of(HttpContext context) => ((CallerPrincipal)context.User).Caller;

    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));
}

internal sealed class CallerPrincipal(Caller caller) : ClaimsPrincipal(new ClaimsIdentity(nameof(ElasticAccess)))
{
    public Caller Caller { get; } = caller;
}

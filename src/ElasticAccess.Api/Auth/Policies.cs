using Microsoft.AspNetCore.Authorization;

namespace ElasticAccess.Api.Auth;

/// <summary>
/// Which credential an endpoint takes. Every endpoint declares one; a test fails on one that does not.
/// </summary>
internal static class Policies
{
    /// <summary>Administration credentials only.</summary>
    public const string Administration = nameof(Administration);

    /// <summary>
    /// Administration, or a client that lists the instance of the path; 403 also where there is none.
    /// </summary>
    public const string Instance = nameof(Instance);

    /// <summary>Administration or any client; the operation itself looks at the instances.</summary>
    public const string AnyCaller = nameof(AnyCaller);

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Administration, policy => policy.RequireAssertion(context =>
            context.User is CallerPrincipal { Caller.IsAdministrator: true }));
        options.AddPolicy(AnyCaller, policy => policy.RequireAssertion(context => context.User is CallerPrincipal));
        options.AddPolicy(Instance, policy => policy.RequireAssertion(context =>
            context.User is CallerPrincipal { Caller: var caller }
            && context.Resource is HttpContext http
            && (caller.IsAdministrator
                || (Guid.TryParse(http.GetRouteValue("instanceId") as string, out var instanceId)
                    && caller.MayActOn(instanceId)))));
    }
}

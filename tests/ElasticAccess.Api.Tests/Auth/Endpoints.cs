using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Auth;

/// <summary>An operation of the running service.</summary>
internal sealed record Endpoint(string Method, string Path, string? Policy, bool IsAnonymous)
{
    public static Endpoint[] All(Service service) =>
    [
        .. service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => new Endpoint(
                method,
                Regex.Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), @":\w+\}", "}"),
                endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy,
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))),
    ];

    /// <summary>Takes credentials: not one of health and metrics.</summary>
    public bool IsOfTheApi => Path.StartsWith("/api/", StringComparison.Ordinal) || TakesBasic;

    /// <summary>It comes with pages, and leads only to an address that the service itself has encrypted.</summary>
    public bool IsOfTheFramework => Path == "/_framework/opaque-redirect";

    public bool IsOfTheConsole => Path.StartsWith("/console", StringComparison.Ordinal);

    /// <summary>The usage report, for a client that knows nothing but Basic (contract 13).</summary>
    public bool TakesBasic => Path.StartsWith("/data/", StringComparison.Ordinal);

    public bool TakesClients => Policy is "Instance" or "AnyCaller";

    public string At(string instance) => Path
        .Replace("{instanceId}", instance, StringComparison.Ordinal)
        .Replace("{lineItemId}", "LI-1", StringComparison.Ordinal)
        .Replace("{accountId}", "nobody's", StringComparison.Ordinal)
        .Replace("{entitlementId}", "nothing", StringComparison.Ordinal)
        .Replace("{activationId}", "LI-1", StringComparison.Ordinal)
        .Replace("{featureId}", "00000000-0000-0000-0000-000000000004", StringComparison.Ordinal)
        .Replace("{productId}", "00000000-0000-0000-0000-000000000005", StringComparison.Ordinal)
        .Replace("{licenseModelId}", "00000000-0000-0000-0000-000000000006", StringComparison.Ordinal)
        .Replace("{keyId}", "nobody's", StringComparison.Ordinal)
        .Replace("{sessionId}", "00000000-0000-0000-0000-000000000002", StringComparison.Ordinal)
        .Replace("{conditionId}", "00000000-0000-0000-0000-000000000003", StringComparison.Ordinal)
        .Replace("{alertId}", "00000000-0000-0000-0000-000000000007", StringComparison.Ordinal)
        .Replace("{webhookId}", "00000000-0000-0000-0000-000000000009", StringComparison.Ordinal)
        .Replace("{deliveryId}", "00000000-0000-0000-0000-000000000008", StringComparison.Ordinal)
        .Replace("{apiKeyId}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}

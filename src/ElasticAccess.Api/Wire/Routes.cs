namespace ElasticAccess.Api.Wire;

/// <summary>The service prefix under which contract 1 lists a resource; it answers under all of them.</summary>
internal enum Prefix
{
    None,
    Provisioning,
    Elastic,
    BackOffice,
}

/// <summary>The path under which Swagger shows an endpoint.</summary>
internal sealed record ShownUnder(Prefix Prefix)
{
    public string Of(string path) => Prefix == Prefix.None ? path : $"/{Prefix.ToString().ToLowerInvariant()}{path}";
}

/// <summary>
/// The one routing convention: every endpoint answers under each of
/// <c>[/dynamicmonetization][/provisioning|/elastic|/floating]/api/{v1.0|v1.1}/…</c>, with or without a slash at the
/// end. The prefixes are taken off before routing.
/// </summary>
internal static class Routes
{
    private const string Base = "/dynamicmonetization";
    private static readonly string[] Services = ["/provisioning", "/elastic", "/floating", "/backoffice"];
    private static readonly string[] Versions = [.. ApiVersion.All.Select(version => $"/api/{version.Path}")];

    public static IApplicationBuilder UsePrefixes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Request.Path = WithoutPrefixes(context.Request.Path);
        return next(context);
    });

    /// <summary>The same resource in both versions, or from v1.1 on.</summary>
    public static void MapVersions(
        this IEndpointRouteBuilder app, Action<RouteGroupBuilder, ApiVersion> map, params ApiVersion[] versions)
    {
        foreach (var version in versions.Length == 0 ? ApiVersion.All : versions)
        {
            map(app.MapGroup($"/api/{version.Path}").WithMetadata(version).WithGroupName(version.Path), version);
        }
    }

    public static PathString WithoutPrefixes(PathString path)
    {
        path.StartsWithSegments(Base, StringComparison.Ordinal, out var rest);
        rest = rest.HasValue ? rest : path;
        foreach (var service in Services)
        {
            if (rest.StartsWithSegments(service, StringComparison.Ordinal, out var behind))
            {
                rest = behind;
                break;
            }
        }

        return Array.Exists(Versions, version => rest.StartsWithSegments(version, StringComparison.Ordinal))
            ? rest
            : path;
    }
}

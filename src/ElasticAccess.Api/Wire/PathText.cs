using Microsoft.AspNetCore.Http.Features;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// Free text in a path. It may hold a slash; the server leaves <c>%2F</c> as it came, which could also be the text
/// "%2F" itself, so such a segment is read from the request line.
/// </summary>
internal static class PathText
{
    private const string Slash = "%2F";

    public static string Read(HttpContext context, string parameter)
    {
        var routed = context.GetRouteValue(parameter) as string ?? "";
        return routed.Contains(Slash, StringComparison.OrdinalIgnoreCase) ? AsSent(context, routed) : routed;
    }

    /// <summary>The path without its prefix and without a slash at the end, distinct for every resource.</summary>
    public static string Resource(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimEnd('/');
        return path.Contains(Slash, StringComparison.OrdinalIgnoreCase)
            ? string.Join('\n', context.Request.RouteValues.Keys.Select(name => Read(context, name)).Prepend(path))
            : path;
    }

    /// <summary>The path without prefix and version, as the audit names what was changed.</summary>
    public static string Unversioned(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimEnd('/');
        var named = path.Contains(Slash, StringComparison.OrdinalIgnoreCase)
            ? string.Join('/', path.Split('/').Select(segment => segment.Contains(
                Slash, StringComparison.OrdinalIgnoreCase) ? AsSent(context, segment) : segment))
            : path;
        return named.Split('/', 4) is [_, "api", _, var rest] ? $"/{rest}" : named;
    }

    // The segment that was routed, not only one in its place: dots may have taken others away.
    private static string AsSent(HttpContext context, string routed)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var meant = Uri.UnescapeDataString(routed);
        return raw.Split('?')[0].Split('/').Select(Uri.UnescapeDataString)
            .FirstOrDefault(text => Uri.UnescapeDataString(text) == meant) ?? meant;
    }
}

/// <summary>The line item of the path.</summary>
internal sealed record ActivationId(string Value)
{
    public static ValueTask<ActivationId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<ActivationId?>(new(PathText.Read(context, "lineItemId")));
}

/// <summary>The public key of the path.</summary>
internal sealed record KeyId(string Value)
{
    public static ValueTask<KeyId?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<KeyId?>(new(PathText.Read(context, "keyId")));
}

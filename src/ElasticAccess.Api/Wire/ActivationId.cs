namespace ElasticAccess.Api.Wire;

/// <summary>
/// The line item of the path. An activation id is free text and may hold a slash; the server leaves <c>%2F</c> as it
/// came, which could also be the text "%2F" itself, so the segment is read from the request line.
/// </summary>
internal sealed record ActivationId(string Value)
{
    private const string Parent = "line-items";

    public static ValueTask<ActivationId?> BindAsync(HttpContext context)
    {
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = raw.Split('?')[0].Split('/');
        var at = Array.IndexOf(segments, Parent);
        var value = at >= 0 && at + 1 < segments.Length
            ? Uri.UnescapeDataString(segments[at + 1])
            : context.GetRouteValue("lineItemId") as string ?? "";
        return ValueTask.FromResult<ActivationId?>(new(value));
    }
}

using Microsoft.AspNetCore.Http.Features;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// The path as it stands in the request line. The server leaves <c>%2F</c> in its own path as it came, which could also
/// be the text "%2F" itself, so whoever needs a free text of the path, or tells paths apart, reads it here.
/// </summary>
internal static class RawPath
{
    /// <summary>The segment behind the first of these words, unescaped; empty where there is none.</summary>
    public static string Behind(HttpContext context, params ReadOnlySpan<string> words)
    {
        var segments = Segments(context);
        for (var i = 0; i + 1 < segments.Length; i++)
        {
            if (words.Contains(segments[i]))
            {
                return segments[i + 1];
            }
        }

        return "";
    }

    /// <summary>From the version on, without prefix and slash at the end: the same text for the same resource.</summary>
    public static string WithoutPrefix(HttpContext context)
    {
        var segments = Segments(context);
        var last = segments.Length > 0 && segments[^1].Length == 0 ? segments.Length - 1 : segments.Length;
        var api = Array.IndexOf(segments, "api");

        // A line feed cannot come from the path: names with control characters are refused.
        return string.Join('\n', segments[(api + 1)..last]);
    }

    private static string[] Segments(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return Array.ConvertAll(target.Split('?')[0].Split('/'), Uri.UnescapeDataString);
    }
}

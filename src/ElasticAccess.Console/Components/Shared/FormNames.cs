using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>The forms of the page that is being made.</summary>
internal static class FormNames
{
    public static HashSet<string> Of(HttpContext context)
    {
        if (context.Items[typeof(FormNames)] is not HashSet<string> names)
        {
            context.Items[typeof(FormNames)] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        return names;
    }

    /// <summary>The form that was sent; null when none was.</summary>
    public static string? Sent(HttpContext context) =>
        context.Request.HasFormContentType && context.Request.Form["_handler"].ToString() is { Length: > 0 } name
            ? name
            : null;
}

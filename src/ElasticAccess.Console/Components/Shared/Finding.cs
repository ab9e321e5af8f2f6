using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>What a list is searched for: a part of a name or id, in capitals or not.</summary>
public static class Finding
{
    public const string Name = "find";

    /// <summary>Null: everything.</summary>
    public static string? In(HttpRequest request) =>
        request.Query[Name].ToString().Trim() is { Length: > 0 } text ? text : null;

    public static bool Fits(string? text, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (text is null || value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>Where in a list a page begins: a cursor of the API, in the address.</summary>
public static class Place
{
    public const string Next = "next";

    /// <summary>0, the beginning, where the address says none.</summary>
    public static long In(HttpRequest request, string name = Next) =>
        long.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var next) ? next : 0;
}

using System.Text.RegularExpressions;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>Time zones by their IANA names, as the machine's own data has them.</summary>
public static partial class Zones
{
    /// <summary>Null where there is none of that name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        name == "UTC" ? TimeZoneInfo.Utc
        : Name().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : null;

    // A name is looked up as a file: nothing but names of zones may reach it, from a cookie or an address.
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_+\-]*(/[A-Z][A-Za-z0-9_+\-]*){0,2}\z")]
    private static partial Regex Name();
}

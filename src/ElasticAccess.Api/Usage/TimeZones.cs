using System.Text.RegularExpressions;

namespace ElasticAccess.Api.Usage;

/// <summary>Time zones by their IANA names, as the machine's own data has them.</summary>
internal static partial class TimeZones
{
    public const string Rule = "must be given once, as an IANA time zone such as Europe/Berlin";

    public static bool TryFind(string name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        return name == "UTC" || (Name().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!));
    }

    // A name is looked up as a file: nothing but names of zones may reach it.
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_+\-]*(/[A-Z][A-Za-z0-9_+\-]*){0,2}\z")]
    private static partial Regex Name();
}

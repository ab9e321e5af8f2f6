using ElasticAccess.Console.Components.Shared;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components;

/// <summary>What the browser says about who looks: zone and theme, each in a cookie that a small script sets.</summary>
public static class Viewer
{
    private const string ZoneCookie = "ea_zone";
    private const string ThemeCookie = "ea_theme";
    private const int NameMax = 64;

    /// <summary>UTC until the browser has said another one, or when it names one that is not known here.</summary>
    public static TimeZoneInfo Zone(HttpContext context) =>
        context.Request.Cookies[ZoneCookie] is { Length: > 0 and <= NameMax } name
            ? Zones.Find(Uri.UnescapeDataString(name)) ?? TimeZoneInfo.Utc
            : TimeZoneInfo.Utc;

    public static string ZoneName(HttpContext context) => Zone(context).Id;

    /// <summary>Null: as the browser's own setting.</summary>
    public static string? Theme(HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie] : null;

    public static Clock Clock(HttpContext context) => new(Zone(context));
}

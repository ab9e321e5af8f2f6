using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Claim = System.Security.Claims.Claim;

namespace ElasticAccess.Console.SignIn;

/// <summary>
/// Who is signed in stands in an encrypted cookie and nowhere else: every replica can read it, and none remembers it.
/// </summary>
internal static class ConsoleCookie
{
    public const string Scheme = "ElasticAccess.Console";
    public const string SignInPath = "/console/sign-in";

    /// <summary>The key of the service that is kept in the ticket, which nothing renders.</summary>
    public const string Key = "key";

    public const string Producer = "producer";
    public const string Administrator = "administrator";

    private static readonly TimeSpan Workday = TimeSpan.FromHours(9);

    public static void Describe(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "ea_console";
        cookie.Cookie.Path = "/console";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = Workday;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPath;
        cookie.AccessDeniedPath = "/console";
        cookie.ReturnUrlParameter = "to";

        // Who comes with a cookie that is no longer good is told why he has to sign in.
        cookie.Events.OnRedirectToLogin = context =>
        {
            var isBack = context.Request.Cookies.ContainsKey(context.Options.Cookie.Name!);
            context.Response.Redirect(context.RedirectUri + (isBack ? $"&why={SignInFault.TimedOut}" : ""));
            return Task.CompletedTask;
        };

        // The sandbox clock moves tokens and sessions, not the people who look at them.
        cookie.TimeProvider = TimeProvider.System;
    }

    /// <param name="shown">The start of the key, as the list of keys shows it.</param>
    public static Task SignInAsync(HttpContext context, string key, string shown, bool isProducer)
    {
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, shown));
        identity.AddClaim(new Claim(ClaimTypes.Role, isProducer ? Producer : Administrator));
        var properties = new AuthenticationProperties { Items = { [Key] = key } };
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), properties);
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.SignIn;

/// <summary>Who looks at a page.</summary>
/// <param name="Key">The credential to call the API with. Never rendered.</param>
/// <param name="Shown">The start of the key, which tells keys apart and opens nothing.</param>
/// <param name="IsProducer">True with an administration key, false with a client key.</param>
public sealed record Visitor(string Key, string Shown, bool IsProducer)
{
    /// <summary>Null on a page that is open to everyone.</summary>
    public static Visitor? Find(HttpContext context) => context.Features.Get<Visitor>();

    /// <summary>Behind authorization, whose principal has no properties, and so no key.</summary>
    public static async Task EnterAsync(HttpContext context)
    {
        if (context.User.Identity is { AuthenticationType: ConsoleCookie.Scheme, IsAuthenticated: true } identity
            && (await context.AuthenticateAsync(ConsoleCookie.Scheme)).Properties is { } properties
            && properties.Items.TryGetValue(ConsoleCookie.Key, out var key)
            && key is not null)
        {
            context.Features.Set(
                new Visitor(key, identity.Name ?? "", context.User.IsInRole(ConsoleCookie.Producer)));
        }
    }

    public override string ToString() => $"{(IsProducer ? "Producer" : "License administrator")} {Shown}";
}

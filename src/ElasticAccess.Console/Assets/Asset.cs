using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ElasticAccess.Console.Assets;

/// <summary>The few files of the console, kept in its assembly.</summary>
internal sealed record Asset(byte[] Bytes, string ContentType, string Version)
{
    private static readonly Lazy<FrozenDictionary<string, Asset>> All = new(() => new[]
    {
        Read("console.css", "text/css; charset=utf-8"),
        Read("console.js", "text/javascript; charset=utf-8"),
        Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>An address that changes with the content, so that it may be kept for good.</summary>
    public static string Url(string name) => $"/console/assets/{name}?v={All.Value[name].Version}";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/console/assets/{name}", Answer).AllowAnonymous();

    private static async Task Answer(HttpContext context)
    {
        if (!All.Value.TryGetValue((string)context.GetRouteValue("name")!, out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Bytes.Length;
        context.Response.Headers.CacheControl = context.Request.Query["v"] == asset.Version
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        context.Response.Headers.Remove(HeaderNames.Pragma);
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }

    private static KeyValuePair<string, Asset> Read(string name, string contentType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var version = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        return new(name, new Asset(bytes, contentType, version));
    }
}

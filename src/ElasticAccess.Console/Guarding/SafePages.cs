using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElasticAccess.Console.Guarding;

/// <summary>What every answer below <c>/console</c> carries, and what is shown when a page fails.</summary>
internal static partial class SafePages
{
    /// <summary>
    /// Nothing from elsewhere, nothing inline, no frame around it; forms go nowhere else. The pages need no exception.
    /// </summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static void Guard(this IApplicationBuilder console) => console.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";

        // A page has its own body for every status; those of the API are JSON.
        if (context.Features.Get<IStatusCodePagesFeature>() is { } bodies)
        {
            bodies.Enabled = false;
        }

        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, fault);
        }
    });

    private static Task AnswerAsync(HttpContext context, Exception fault)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        var status = (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        if (status >= StatusCodes.Status500InternalServerError)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(SafePages));
            Failed(logger, fault);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(
            "<!DOCTYPE html><html lang=\"en\"><title>This did not work</title><h1>This did not work</h1>"
            + "<p>The page could not be made. What you last did may not have been done.</p>"
            + "<p><a href=\"/console\">Back to the start</a></p></html>");
    }

    [LoggerMessage(LogLevel.Error, "A page of the console failed")]
    private static partial void Failed(ILogger logger, Exception fault);
}

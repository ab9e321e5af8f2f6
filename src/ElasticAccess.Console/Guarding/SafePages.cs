using System.Net.Mime;
using ElasticAccess.Console.Assets;
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
            await FillAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, fault);
        }
    });

    // A form that was made for another sign-in is refused by the framework, without a word.
    private static Task FillAsync(HttpContext context)
    {
        var isEmpty = context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest };
        if (!isEmpty || context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        var isForm = HttpMethods.IsPost(context.Request.Method);
        return isForm && context.Response.StatusCode == StatusCodes.Status400BadRequest
            ? WriteAsync(
                context, "Nothing was done",
                "You have signed in anew since this page was opened, or it was not opened here. Go back, reload the "
                    + "page and send it once more.")
            : WriteAsync(context, "This did not work", "There is nothing to show here.");
    }

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
        return WriteAsync(
            context, "This did not work", "The page could not be made. What you last did may not have been done.");
    }

    private static Task WriteAsync(HttpContext context, string title, string text)
    {
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!DOCTYPE html><html lang=\"en\"><title>{title}</title>"
            + $"<link rel=\"stylesheet\" href=\"{Asset.Url("console.css")}\"><main><h1>{title}</h1><p>{text}</p>"
            + "<p><a href=\"/console\">Back to the start</a></p></main></html>");
    }

    [LoggerMessage(LogLevel.Error, "A page of the console failed")]
    private static partial void Failed(ILogger logger, Exception fault);
}

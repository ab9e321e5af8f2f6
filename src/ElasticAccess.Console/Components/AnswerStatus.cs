using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Console.Components;

/// <summary>The status of a page that has something to say all the same.</summary>
internal static class AnswerStatus
{
    /// <summary>As it is sent, and no sooner: of a page that says 404 while it is made, the framework drops the
    /// content.</summary>
    public static void AnswersWith(this HttpContext context, int? status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status ?? StatusCodes.Status502BadGateway;
        return Task.CompletedTask;
    });
}

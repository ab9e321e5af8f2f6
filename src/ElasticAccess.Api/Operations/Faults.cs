using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Operations;

/// <summary>
/// What escapes a handler. A store in trouble is 503 and never a denial; the rest is 500 without detail.
/// </summary>
internal static partial class Faults
{
    private const int ClientGone = 499;

    public static IApplicationBuilder UseFaults(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, fault);
        }
    });

    /// <summary>Gives the bare status codes of routing (404, 405, 415) the contract's body.</summary>
    public static IApplicationBuilder UseErrorBodies(this IApplicationBuilder app) => app.UseStatusCodePages(
        pages => Errors.Of(Problem.Of(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext));

    private static Task AnswerAsync(HttpContext context, Exception fault)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Faults));
        switch (fault)
        {
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                context.Response.StatusCode = ClientGone;
                return Task.CompletedTask;

            case BadHttpRequestException bad:
                return Errors.Of(Problem.Of(bad.StatusCode)).ExecuteAsync(context);

            case OverloadedException:
                return Errors.Of(Problem.Unavailable).ExecuteAsync(context);

            case StoreBusyException or OperationCanceledException:
            case var _ when context.RequestServices.GetRequiredService<IStore>().IsInTrouble(fault):
                StoreInTrouble(logger, fault.InnerException?.Message ?? fault.Message);
                return Errors.Of(Problem.Unavailable).ExecuteAsync(context);

            default:
                Unexpected(logger, fault);
                return Errors.Of(Problem.Internal).ExecuteAsync(context);
        }
    }

    [LoggerMessage(LogLevel.Error, "A request failed unexpectedly")]
    private static partial void Unexpected(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The store is in trouble: {Fault}")]
    private static partial void StoreInTrouble(ILogger logger, string fault);
}

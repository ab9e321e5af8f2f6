using System.Diagnostics;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Operations;

/// <summary>
/// One line per request. What was charged stands in the ledger, so a success is only a line at Debug; refusals by the
/// service and slow answers are lines at Information. <see cref="TurnedAway"/> speaks for those without a place.
/// </summary>
internal static partial class RequestLog
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Request");
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            var took = Stopwatch.GetElapsedTime(started);
            var level = context.Response.StatusCode >= 400 || took > Slow ? LogLevel.Information : LogLevel.Debug;
            if (logger.IsEnabled(level) && !TurnedAway.Is(context))
            {
                Write(logger, level, context, took);
            }
        });
    }

    /// <summary>Ties the line of a request to its ledger rows.</summary>
    public static void Correlate(HttpContext context, Guid correlationId) =>
        context.Items[typeof(RequestLog)] = correlationId;

    private static void Write(ILogger logger, LogLevel level, HttpContext context, TimeSpan took) => Answered(
        logger,
        level,
        context.Request.Method,
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
        context.Response.StatusCode,
        took.TotalMilliseconds,
        context.GetRouteValue("instanceId") as string,
        context.Items[typeof(RequestLog)] as Guid?,
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);

    [LoggerMessage(
        "{Method} {Route} answered {Status} in {Ms} ms, instance {InstanceId}, correlation {CorrelationId}, "
        + "trace {TraceId}")]
    private static partial void Answered(
        ILogger logger, LogLevel level, string method, string? route, int status, double ms, string? instanceId,
        Guid? correlationId, string traceId);
}

using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// While as many requests are under way as may wait, new ones are turned away before anything is done for them: neither
/// credential nor body is read. Heartbeats and session ends are not marked, for a customer would lose a session by it;
/// they have places of their own in the queue.
/// </summary>
internal static class Shedding
{
    public static RouteHandlerBuilder ShedWhenFull(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new IsShedWhenFull());

    public static void UseShedding(this WebApplication app)
    {
        var ledger = app.Services.GetRequiredService<TokenLedger>();
        var turnedAway = new TurnedAway(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Door"));
        var underWay = 0;
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<IsShedWhenFull>() is null
            ? next(context)
            : EnterAsync(context, next));

        async Task EnterAsync(HttpContext context, RequestDelegate next)
        {
            try
            {
                if (ledger.Sheds(Interlocked.Increment(ref underWay)))
                {
                    turnedAway.Note(context);
                    await Errors.Of(Problem.Unavailable).ExecuteAsync(context);
                }
                else
                {
                    await next(context);
                }
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        }
    }

    private sealed record IsShedWhenFull;
}

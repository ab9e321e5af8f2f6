using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Api.Operations;

/// <summary>Live: the process answers. Ready: store reachable, schema current, lanes moving (contract 18.9).</summary>
internal static class Health
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly byte[] Alive = "{\"status\":\"live\"}"u8.ToArray();

    internal sealed record State(string Status, string? Reason = null);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/health").WithTags("Operations").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/live", Live);
        group.MapGet("/ready", Ready);
    }

    private static Task Live(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Alive.Length;
        return context.Response.Body.WriteAsync(Alive).AsTask();
    }

    private static async Task<IAnswer> Ready(
        IStore store, TokenLedger ledger, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var reason = lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
            : ledger.LongestBatch > StuckAfter ? "a lane does not move"
            : await FindStoreFaultAsync(store, ct);
        return reason is null
            ? Answer.Ok(new State("ready"))
            : Answer.WithStatus(StatusCodes.Status503ServiceUnavailable, new State("not ready", reason));
    }

    private static async Task<string?> FindStoreFaultAsync(IStore store, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await store.IsCurrentAsync(patience.Token) ? null : "the schema is not current: run migrate";
        }
        catch (Exception)
        {
            return "the store cannot be reached";
        }
    }
}

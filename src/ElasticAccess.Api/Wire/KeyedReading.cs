using ElasticAccess.Data;
using ElasticAccess.Data.Stores;
using ElasticAccess.Data.Usage;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// A POST that only reads usage: catches up with it, and stores the answer where there is an Idempotency-Key (contract
/// 18.3). Without one it changes nothing and keeps no writer waiting.
/// </summary>
internal sealed class KeyedReading(AccessDb db, IStore store, UsageCatchUp catchUp, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Before the transaction of a stored answer: on SQLite there is one writer.
        await catchUp.CatchUpAsync(context.HttpContext.RequestAborted);
        var exchange = Exchange.Of(context.HttpContext);
        return exchange.Fault is not null ? exchange.Fault
            : exchange.KeyHash is null ? await next(context)
            : await new PlainTransaction(db, store, time).InvokeAsync(context, next);
    }
}

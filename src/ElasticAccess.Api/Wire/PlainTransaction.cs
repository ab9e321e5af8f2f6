using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// One transaction around a change of a plain resource (instance, key, configuration, rate table): the slice saves in
/// it, and with an Idempotency-Key the answer is stored in it too. An error rolls everything back.
/// </summary>
internal sealed class PlainTransaction(AccessDb db, IStore store, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var ct = context.HttpContext.RequestAborted;
        var exchange = Exchange.Of(context.HttpContext);
        if (exchange.Fault is not null)
        {
            return exchange.Fault;
        }

        var body = context.Arguments.OfType<IBodyBytes>().FirstOrDefault()?.Bytes ?? [];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (exchange.KeyHash is { } keyHash && await FindAsync(keyHash, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(exchange.RequestHash(body))
                ? Answer.Replay(new StoredAnswer(earlier.Status, earlier.ContentType, Opened(earlier.Body)))
                : Errors.Of(Problem.KeyReused);
        }

        if (await next(context) is not IAnswer answer)
        {
            throw new InvalidOperationException("A change of a resource answers with an IAnswer");
        }

        if (answer.Status >= 400)
        {
            // What the slice left unsaved must not be saved with the stored answer.
            db.ChangeTracker.Clear();
        }

        if (exchange.KeyHash is not null && exchange.Store(answer) is { } stored)
        {
            var closed = stored with { Body = Closed(stored.Body) };
            db.StoredAnswers.Add(Row(exchange.KeyHash, exchange.RequestHash(body), closed));
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return answer;

        bool IsSecret() => context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null;
        byte[] Closed(byte[] bytes) => IsSecret() ? SealedAnswer.Seal(bytes, exchange.Secret) : bytes;
        byte[] Opened(byte[] bytes) => IsSecret() ? SealedAnswer.Open(bytes, exchange.Secret) : bytes;
    }

    private async Task<StoredAnswerRow?> FindAsync(byte[] keyHash, CancellationToken ct)
    {
        await store.LockAsync(db, keyHash, ct);
        return await db.StoredAnswers.AsNoTracking()
            .SingleOrDefaultAsync(answer => answer.InstanceId == Guid.Empty && answer.KeyHash == keyHash, ct);
    }

    private StoredAnswerRow Row(byte[] keyHash, byte[] requestHash, StoredAnswer answer) => new()
    {
        InstanceId = Guid.Empty,
        KeyHash = keyHash,
        RequestHash = requestHash,
        Status = answer.Status,
        ContentType = answer.ContentType,
        Body = answer.Body,
        CreatedMs = time.Now().Ms,
    };
}

/// <summary>A body as it was received.</summary>
internal interface IBodyBytes
{
    byte[] Bytes { get; }
}

using ElasticAccess.Data;
using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// One transaction around a change of a plain resource (instance, key, configuration, rate table, back office): the
/// slice saves in it, with an Idempotency-Key the answer is stored in it, and so is the audit's row. An error rolls
/// everything back. It is done again when another transaction was in the way.
/// </summary>
internal sealed class PlainTransaction(AccessDb db, IStore store, TimeProvider time) : IEndpointFilter
{
    private const int AttemptsMax = 5;
    private const string Begun = "begun";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var exchange = Exchange.Of(context.HttpContext);
        if (exchange.Fault is not null)
        {
            return exchange.Fault;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(context, next, exchange);
            }
            catch (Exception fault) when (store.IsConflict(fault))
            {
                if (attempt == AttemptsMax)
                {
                    throw new StoreBusyException("Other changes were in the way", fault);
                }

                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<IAnswer> TryAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, Exchange exchange)
    {
        var ct = context.HttpContext.RequestAborted;
        var body = context.Arguments.OfType<IBodyBytes>().FirstOrDefault()?.Bytes ?? [];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (exchange.KeyHash is { } keyHash && await FindAsync(keyHash, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(exchange.RequestHash(body))
                ? Answer.Replay(new StoredAnswer(earlier.Status, earlier.ContentType, Opened(earlier.Body)))
                : Errors.Of(Problem.KeyReused);
        }

        await transaction.CreateSavepointAsync(Begun, ct);
        var look = new TrackedLook();
        void Watch(object? sender, SavingChangesEventArgs saving) => look.Watch(db);
        db.SavingChanges += Watch;
        IAnswer answer;
        try
        {
            answer = await next(context) as IAnswer
                ?? throw new InvalidOperationException("A change of a resource answers with an IAnswer");
        }
        finally
        {
            // A conflict is tried again with a look of its own.
            db.SavingChanges -= Watch;
        }

        if (answer.Status >= 400)
        {
            // What the slice saved or left unsaved must not go with the stored answer.
            db.ChangeTracker.Clear();
            await transaction.RollbackToSavepointAsync(Begun, ct);
        }
        else if (look.Any && exchange.Note is { } note)
        {
            var (before, after) = look.Read();
            var resource = AuditedResource.Of(note.Resource, answer, context.HttpContext);
            db.Audit.Add((note with { Resource = resource }).Row(time.Now().Ms, before, after));
            await db.SaveChangesAsync(ct);
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

using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Ledger;

/// <summary>A request that waits in a lane.</summary>
internal abstract class Ticket(CancellationToken caller)
{
    /// <summary>For the metric of how long a request waited; from the monotonic clock.</summary>
    public long QueuedAt { get; set; }

    /// <summary>The caller has left before its batch began: it is not charged.</summary>
    public bool IsAbandoned => caller.IsCancellationRequested;

    /// <summary>The operation.</summary>
    public abstract object Asked { get; }

    /// <summary>How many requests of a lane's batch it counts as.</summary>
    public abstract int Requests { get; }

    public abstract void Need(Needs needs);

    public abstract void Decide(Books books);

    /// <summary>Only after the commit.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception fault);
}

internal sealed class Ticket<T>(Operation<T> operation, Keyed<T>? keyed, CancellationToken caller) : Ticket(caller)
{
    private readonly TaskCompletionSource<Reply<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Reply<T>? reply;

    /// <summary>As decided; not yet committed.</summary>
    public Reply<T> Decision => reply ?? throw new InvalidOperationException("Not decided yet");

    public Task<Reply<T>> Answered => answer.Task;

    public override object Asked => operation;

    public override int Requests => operation.Requests;

    public override void Need(Needs needs)
    {
        operation.Need(needs);
        if (keyed?.KeyHash is { } hash)
        {
            needs.Answers.Add(Key(hash));
        }
    }

    public override void Decide(Books books)
    {
        if (keyed?.KeyHash is { } hash && books.Answer(Key(hash)) is { } earlier)
        {
            reply = earlier.RequestHash.AsSpan().SequenceEqual(keyed.RequestHash)
                ? new Reply<T>.Replayed(new(earlier.Status, earlier.ContentType, earlier.Body))
                : new Reply<T>.KeyReused();
            return;
        }

        var outcome = keyed?.Note is { } note ? DecideAndNote(books, note) : operation.Decide(books);
        if (keyed is { KeyHash: { } key } && keyed.Render(outcome) is { } rendered)
        {
            books.Store(new StoredAnswerRow
            {
                InstanceId = Key(key).InstanceId,
                KeyHash = key,
                RequestHash = keyed.RequestHash,
                Status = rendered.Status,
                ContentType = rendered.ContentType,
                Body = rendered.Body,
                CreatedMs = books.WriteTime.Ms,
            });
            books.Of(operation.InstanceId)?.Touch();
        }

        reply = new Reply<T>.Decided(outcome);
    }

    // Written with the change, so that there is never one without the other.
    private T DecideAndNote(Books books, Note note)
    {
        var before = operation.Look(books);
        var outcome = operation.Decide(books);
        var after = operation.Look(books);
        if (before != after)
        {
            var of = operation.Name is { } name ? note with { Resource = $"{note.Resource}/{name}" } : note;
            books.AuditRows.Add(of.Row(books.WriteTime.Ms, before, after));
            books.Of(operation.InstanceId)?.Touch();
        }

        return outcome;
    }

    private AnswerKey Key(byte[] hash) => new(keyed!.IsOfNoInstance ? Guid.Empty : operation.InstanceId, hash);

    public override void Answer() => answer.TrySetResult(Decision);

    public override void Fail(Exception fault) => answer.TrySetException(fault);
}

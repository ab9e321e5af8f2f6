using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data;

/// <summary>
/// Gather, decide, act, and again with fresh facts when another transaction was in the way. Bounded by a deadline; a
/// lost connection is never taken for a failure, since its commit may have landed.
/// </summary>
internal sealed class SerializableTransaction(IHotPath path, TimeProvider time, Random random, TimeSpan deadline)
{
    private const int PauseMsMax = 250;

    // Fresh facts show who was first; what is still taken then is this program's own fault.
    private const int TakenMax = 3;

    /// <param name="decide">Fills the books; false when there is nothing to write.</param>
    public async Task RunAsync(Needs needs, Func<Books, bool> decide, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var taken = 0;
        for (var attempt = 1; ; attempt++)
        {
            Books? writing = null;
            try
            {
                var books = new Books(TimedId.Next(), time.Now());
                await path.GatherAsync(needs, books, stop);
                if (!decide(books))
                {
                    await path.AbandonAsync();
                    return;
                }

                writing = books;
                await path.WriteAsync(books);
                LedgerMetrics.Wrote(books);
                return;
            }
            catch (Exception fault)
            {
                var kind = path.Classify(fault, whileWriting: writing is not null);
                await path.AbandonAsync();
                taken += kind == Fault.Taken ? 1 : 0;
                var left = deadline - time.GetElapsedTime(started);
                switch (kind)
                {
                    case Fault.UnknownOutcome when await WasWrittenAsync(writing!, fault, left, stop):
                        LedgerMetrics.Wrote(writing!);
                        return;

                    case Fault.OfTheBatch:
                    case Fault.Taken when taken >= TakenMax:
                        throw;

                    case Fault.InTrouble when left <= TimeSpan.Zero || writing is not null:
                    case Fault.Conflict or Fault.Taken when left <= TimeSpan.Zero:
                        throw new StoreBusyException("The store could not serve the request in time", fault);
                }

                LedgerMetrics.Retried(kind.ToString());
                await PauseAsync(kind, attempt, stop);
            }
        }
    }

    private async Task<bool> WasWrittenAsync(Books books, Exception lost, TimeSpan left, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await path.WasWrittenAsync(books, stop) ?? throw new UnknownOutcomeException(lost);
            }
            catch (Exception fault) when (fault is not UnknownOutcomeException)
            {
                await path.AbandonAsync();
                if (time.GetElapsedTime(started) >= left)
                {
                    throw new UnknownOutcomeException(lost);
                }

                await PauseAsync(Fault.InTrouble, attempt, stop);
            }
        }
    }

    // The first conflicts are repeated at once: whoever was in the way has just finished.
    private Task PauseAsync(Fault kind, int attempt, CancellationToken stop)
    {
        var steps = kind == Fault.Conflict ? attempt - 3 : attempt;
        return steps <= 0
            ? Task.CompletedTask
            : Task.Delay(
                TimeSpan.FromMilliseconds(random.Next(1, Math.Min(PauseMsMax, 2 << Math.Min(steps, 8)))), time, stop);
    }
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Api.Sessions;

/// <summary>Finds what is due, hands it to the ledger in the order of its due times, and waits.</summary>
internal sealed partial class SessionCharger(IStore store, TokenLedger ledger, ILogger<SessionCharger> logger)
    : IDisposable
{
    // Found at a time, and done at a time by the ledger: other requests share its lanes.
    private const int FoundMax = 20_000;
    private const int ChunkMax = 50;

    // Measured: with one chunk at a time, 100,000 charges leave requests two thirds of their speed; with four, a
    // seventh. Calls have turns of their own, so that none waits until the worker has charged everybody else.
    private readonly SemaphoreSlim turnsOfWorker = new(1);
    private readonly SemaphoreSlim turnsOfCalls = new(4);
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// Before a call on a session that something is due on: whatever its instance was due before now comes first, since
    /// it may have taken the last tokens. What is due on the session itself at this very moment is the call's affair.
    /// </summary>
    public async Task CatchUpAsync(SessionOfCaller session, Instant now, CancellationToken ct)
    {
        if (session.DueMs < now.Ms)
        {
            await DoDueAsync(new Instant(now.Ms - 1), session.InstanceId, ct);
        }
    }

    /// <summary>All that is due up to a time, of one instance.</summary>
    public async Task DoDueAsync(Instant until, Guid instanceId, CancellationToken ct)
    {
        // Many calls that find the same work due would do it many times over.
        var gate = gates[(uint)instanceId.GetHashCode() % gates.Length];
        await gate.WaitAsync(ct);
        try
        {
            await DoAllAsync(until, instanceId, turnsOfCalls, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>All that is due up to a time.</summary>
    public Task DoDueAsync(Instant until, CancellationToken ct) =>
        DoAllAsync(until, instanceId: null, turnsOfWorker, ct);

    public void Dispose()
    {
        turnsOfWorker.Dispose();
        turnsOfCalls.Dispose();
        Array.ForEach(gates, gate => gate.Dispose());
    }

    private async Task DoAllAsync(Instant until, Guid? instanceId, SemaphoreSlim turns, CancellationToken ct)
    {
        while (await store.FindDueAsync(until, instanceId, FoundMax, ct) is { Count: > 0 } due)
        {
            // With more to come, nothing later than what was found is done yet: it could have a neighbour before it.
            var horizon = due.Count < FoundMax ? until : new Instant(due[^1].DueMs);
            await Task.WhenAll(due.GroupBy(session => session.InstanceId)
                .Select(ofInstance => DoAsync(ofInstance.Key, [.. ofInstance], horizon, turns, ct)));
        }
    }

    private async Task DoAsync(
        Guid instanceId, DueSession[] due, Instant until, SemaphoreSlim turns, CancellationToken ct)
    {
        if (due.Length <= ChunkMax)
        {
            await DoChunkAsync(instanceId, due, until, turns, ct);
            return;
        }

        // Within this span nothing that is done makes anything else due: the chunks stand in order by themselves.
        var end = new Instant(due[0].DueMs) + SessionTimeline.ShortestStep;
        foreach (var chunk in due.Where(session => session.DueMs < end.Ms).Chunk(ChunkMax))
        {
            await DoChunkAsync(instanceId, chunk, new Instant(chunk[^1].DueMs), turns, ct);
        }
    }

    private async Task DoChunkAsync(
        Guid instanceId, DueSession[] due, Instant until, SemaphoreSlim turns, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            if (await TryAsync(instanceId, due, until, ct) is not null)
            {
                await DoOneByOneAsync(instanceId, until, ct);
            }
        }
        finally
        {
            turns.Release();
        }
    }

    // Still in order, one thing at a time; a session that cannot be charged would stand in the way of all for ever.
    private async Task DoOneByOneAsync(Guid instanceId, Instant until, CancellationToken ct)
    {
        while (await store.FindDueAsync(until, instanceId, 1, ct) is [var first])
        {
            var at = new Instant(first.DueMs);
            if (await TryAsync(instanceId, [first], at, ct) is { } fault)
            {
                SessionFailed(logger, first.SessionId, fault);
                await ledger.FailSessionAsync(instanceId, first.SessionId, at, ct);
            }
        }
    }

    private async Task<Exception?> TryAsync(Guid instanceId, DueSession[] due, Instant until, CancellationToken ct)
    {
        try
        {
            await ledger.DoDueAsync(instanceId, Array.ConvertAll(due, session => session.SessionId), until, ct);
            return null;
        }
        catch (Exception fault) when (fault is not (StoreBusyException or OperationCanceledException))
        {
            return fault;
        }
    }

    [LoggerMessage(LogLevel.Error, "Session {SessionId} failed during an automatic charge")]
    private static partial void SessionFailed(ILogger logger, Guid sessionId, Exception fault);
}

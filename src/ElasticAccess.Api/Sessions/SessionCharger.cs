using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

/// <summary>Finds what is due, hands it to the ledger in the order of its due times, and waits.</summary>
internal sealed partial class SessionCharger(IStore store, TokenLedger ledger, ILogger<SessionCharger> logger)
{
    private const int SessionsMax = 1_000;

    /// <summary>All that is due up to a time, of one instance or of all.</summary>
    public async Task DoDueAsync(Instant until, Guid? instanceId, CancellationToken ct)
    {
        while (true)
        {
            var due = await FindAsync(until, instanceId, ct);
            if (due.Count == 0)
            {
                return;
            }

            // With more to come, nothing later than what was found is done yet: it could have a neighbour before it.
            var horizon = due.Count < SessionsMax ? until : new Instant(due[^1].DueMs);
            await Task.WhenAll(due.GroupBy(session => session.InstanceId)
                .Select(ofInstance => DoAsync(ofInstance.Key, [.. ofInstance.Select(s => s.SessionId)], horizon, ct)));
        }
    }

    private async Task<List<DueSession>> FindAsync(Instant until, Guid? instanceId, CancellationToken ct)
    {
        await using var db = store.NewDb();
        return await DueSessions.UpTo(db, until, instanceId, SessionsMax).ToListAsync(ct);
    }

    private async Task DoAsync(Guid instanceId, IReadOnlyList<Guid> sessionIds, Instant until, CancellationToken ct)
    {
        try
        {
            await ledger.DoDueAsync(instanceId, sessionIds, until, ct);
        }
        catch (Exception fault) when (fault is not (StoreBusyException or OperationCanceledException))
        {
            if (sessionIds.Count == 1)
            {
                // It would stand in the way of all others for ever.
                SessionFailed(logger, sessionIds[0], fault);
                await ledger.FailSessionAsync(instanceId, sessionIds[0], until, ct);
                return;
            }

            foreach (var sessionId in sessionIds)
            {
                await DoAsync(instanceId, [sessionId], until, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Session {SessionId} failed during an automatic charge")]
    private static partial void SessionFailed(ILogger logger, Guid sessionId, Exception fault);
}

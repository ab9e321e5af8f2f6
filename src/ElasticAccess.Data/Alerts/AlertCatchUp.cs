using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Alerts;

/// <summary>
/// Judges alerts by what the ledger has committed, from where each instance was left off. How far it is, how the
/// alerts stand and what is told of them commit together; of several that judge the same one writes.
/// </summary>
public sealed class AlertCatchUp(IStore store, int rowsMax = AlertCatchUp.RowsMaxDefault)
{
    public const int RowsMaxDefault = 20_000;

    // Written in one transaction; they share its wait for the disk.
    private const int InstancesMax = 50;

    private const int ConflictsMax = 10;

    private readonly AlertReader reader = new(store, rowsMax);

    public async Task<bool> HasWorkAsync(Instant now, CancellationToken ct) =>
        (await FindDueAsync(now, [], instanceId: null, ct)).Count > 0;

    /// <summary>All that was committed and due up to a time is judged when this returns, whoever does it.</summary>
    public Task CatchUpAsync(Instant now, CancellationToken ct) => CatchUpAsync(instanceId: null, now, ct);

    /// <summary>The same of one instance, where one is named.</summary>
    public async Task CatchUpAsync(Guid? instanceId, Instant now, CancellationToken ct)
    {
        // One that is in use has more the next moment; once at its end is enough.
        var done = new HashSet<Guid>();
        var conflicts = 0;
        while (await FindDueAsync(now, done, instanceId, ct) is { Count: > 0 } due)
        {
            try
            {
                done.UnionWith(await JudgeAsync(due, now, ct));
            }
            catch (Exception fault) when (store.IsConflict(fault))
            {
                // Nothing was written. Whoever was in the way is through.
                if (++conflicts == ConflictsMax)
                {
                    throw new StoreBusyException("Others were in the way of judging alerts", fault);
                }
            }
        }
    }

    // Those that were left off longest ago.
    private async Task<List<Guid>> FindDueAsync(
        Instant now, HashSet<Guid> done, Guid? instanceId, CancellationToken ct)
    {
        await using var db = store.NewDb();
        var due =
            from watch in db.AlertWatches
            join head in db.LedgerHeads on watch.InstanceId equals head.InstanceId
            where head.Sequence > watch.Sequence
                || watch.DueMs <= now.Ms
                || db.LineItemHistory.Any(h => h.InstanceId == watch.InstanceId && h.Change > watch.Change)
            orderby watch.JudgedMs, watch.InstanceId
            select watch.InstanceId;
        if (instanceId is { } only)
        {
            due = due.Where(id => id == only);
        }

        return (await due.Take(InstancesMax + done.Count).ToListAsync(ct))
            .Where(id => !done.Contains(id)).Take(InstancesMax).ToList();
    }

    // Which of them are at their end, and written.
    private async Task<List<Guid>> JudgeAsync(List<Guid> instances, Instant now, CancellationToken ct)
    {
        var rounds = new List<AlertRound>();
        foreach (var instanceId in instances)
        {
            if (await reader.ReadAsync(instanceId, ct) is { } round)
            {
                Judge(round, now);
                rounds.Add(round);
            }
        }

        await using var db = store.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var done = new List<Guid>();

        // In one order, whoever writes: else two could wait for each other.
        foreach (var round in rounds.OrderBy(round => round.Watch.InstanceId))
        {
            if (await WriteAsync(db, round, ct) && round.IsAtEnd)
            {
                done.Add(round.Watch.InstanceId);
            }
        }

        await transaction.CommitAsync(ct);
        return done;
    }

    private static void Judge(AlertRound round, Instant now)
    {
        foreach (var happened in round.Events)
        {
            round.Timeline.Follow(happened);
        }

        if (round.IsAtEnd)
        {
            round.Timeline.PassTo(now);
        }
    }

    private static async Task<bool> WriteAsync(AccessDb db, AlertRound round, CancellationToken ct)
    {
        var (was, timeline) = (round.Watch, round.Timeline);
        var judged = timeline.Now.Ms;
        var readings = AlertReadings.Write(timeline.Readings);
        var due = timeline.Next?.Ms;
        var moved = await db.AlertWatches
            .Where(w => w.InstanceId == was.InstanceId && w.Revision == was.Revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(w => w.Sequence, round.Sequence)
                    .SetProperty(w => w.Change, round.Change)
                    .SetProperty(w => w.JudgedMs, judged)
                    .SetProperty(w => w.DueMs, due)
                    .SetProperty(w => w.Readings, readings)
                    .SetProperty(w => w.Revision, was.Revision + 1),
                ct);
        if (moved == 0)
        {
            // Somebody else has judged it, or changed an alert, after it was read: its round is to be done again.
            return false;
        }

        var status = timeline.Alerts.ToDictionary(one => one.Alert.Id, one => one.Status);
        foreach (var alert in round.Alerts.Where(alert => status.ContainsKey(alert.AlertId)))
        {
            await WriteAsync(db, alert, status[alert.AlertId], ct);
        }

        await AlertEvents.PublishAsync(db, round.Alerts, timeline.Transitions, ct);
        return true;
    }

    private static async Task WriteAsync(AccessDb db, AlertRow alert, AlertStatus status, CancellationToken ct)
    {
        if (alert.IsJudged && alert.ToStatus() == status)
        {
            return;
        }

        alert.Take(status);
        await db.Alerts.Where(a => a.InstanceId == alert.InstanceId && a.AlertId == alert.AlertId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.State, alert.State)
                    .SetProperty(a => a.SinceMs, alert.SinceMs)
                    .SetProperty(a => a.LastFiredMs, alert.LastFiredMs)
                    .SetProperty(a => a.IsToldFired, alert.IsToldFired)
                    .SetProperty(a => a.IsJudged, true),
                ct);
    }
}

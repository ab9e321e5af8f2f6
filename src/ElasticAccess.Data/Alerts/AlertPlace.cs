using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Alerts;

/// <summary>
/// Where an instance's ledger stands when an alert is made or changed, in the transaction that does it. Whoever is
/// judging the instance meanwhile writes nothing, and reads anew.
/// </summary>
public sealed record AlertPlace(long Sequence, long Change)
{
    /// <summary>Begins to watch the instance where nobody did.</summary>
    public static async Task<AlertPlace> TakeAsync(
        AccessDb db, Guid instanceId, Instant now, CancellationToken ct)
    {
        if (await FindAsync(db, instanceId, ct) is { } found)
        {
            return found;
        }

        var place = await ReadAsync(db, instanceId, ct);
        db.AlertWatches.Add(new AlertWatchRow
        {
            InstanceId = instanceId,
            Sequence = place.Sequence,
            Change = place.Change,
            JudgedMs = now.Ms,
            DueMs = 0,
            Revision = 1,
            Readings = AlertReadings.None,
        });
        return place;
    }

    /// <summary>Null where the instance is not watched: then it has no alerts.</summary>
    public static async Task<AlertPlace?> FindAsync(AccessDb db, Guid instanceId, CancellationToken ct) =>
        await DisturbAsync(db.AlertWatches.Where(watch => watch.InstanceId == instanceId), ct) == 0
            ? null
            : await ReadAsync(db, instanceId, ct);

    /// <summary>All instances are to be judged again, since what is usable has changed everywhere.</summary>
    public static Task DisturbAllAsync(AccessDb db, CancellationToken ct) => DisturbAsync(db.AlertWatches, ct);

    /// <summary>Nobody watches an instance without alerts.</summary>
    public static Task LeaveIfLastAsync(AccessDb db, Guid instanceId, CancellationToken ct) => db.AlertWatches
        .Where(watch => watch.InstanceId == instanceId && !db.Alerts.Any(alert => alert.InstanceId == instanceId))
        .ExecuteDeleteAsync(ct);

    // The row stays locked until the end of the transaction: no round can pass the place that is read next.
    private static Task<int> DisturbAsync(IQueryable<AlertWatchRow> watches, CancellationToken ct) =>
        watches.ExecuteUpdateAsync(
            set => set.SetProperty(w => w.Revision, w => w.Revision + 1).SetProperty(w => w.DueMs, 0L), ct);

    private static async Task<AlertPlace> ReadAsync(AccessDb db, Guid instanceId, CancellationToken ct)
    {
        // One statement sees one moment.
        var place = await db.LedgerHeads.AsNoTracking().Where(head => head.InstanceId == instanceId)
            .Select(head => new
            {
                head.Sequence,
                Change = db.LineItemHistory.Where(h => h.InstanceId == instanceId).Max(h => h.Change),
            })
            .SingleAsync(ct);
        return new(place.Sequence, place.Change ?? 0);
    }
}

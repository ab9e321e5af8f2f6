using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

internal static class DeleteAlert
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, Guid alertId, AccessDb db, IStore store, CancellationToken ct)
    {
        await store.LockAsync(db, AlertSubject.Lock(instanceId), ct);
        if (await AlertPlace.FindAsync(db, instanceId, ct) is null
            || await db.Alerts.SingleOrDefaultAsync(
                a => a.InstanceId == instanceId && a.AlertId == alertId, ct) is not { } row)
        {
            return AlertSubject.NoAlert(alertId);
        }

        db.Alerts.Remove(row);
        await db.SaveChangesAsync(ct);
        await AlertPlace.LeaveIfLastAsync(db, instanceId, ct);
        return Answer.NoContent;
    }
}

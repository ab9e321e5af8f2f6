using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

internal static class GetAlert
{
    public static async Task<IAnswer> Handle(Guid instanceId, Guid alertId, AccessDb db, CancellationToken ct)
    {
        var found = await (
            from alert in db.Alerts.AsNoTracking()
            where alert.InstanceId == instanceId && alert.AlertId == alertId
            join watch in db.AlertWatches.AsNoTracking() on alert.InstanceId equals watch.InstanceId
            select new { alert, watch }).SingleOrDefaultAsync(ct);
        return found is null ? AlertSubject.NoAlert(alertId) : Answer.Ok(AlertBody.Of(found.alert, found.watch));
    }
}

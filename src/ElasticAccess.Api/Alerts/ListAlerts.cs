using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

internal static class ListAlerts
{
    public static async Task<IAnswer> Handle(Guid instanceId, Paging paging, AccessDb db, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(i => i.InstanceId == instanceId, ct))
        {
            return AlertSubject.NoInstance(instanceId);
        }

        var (rows, next) = await paging.TakeAsync(db.Alerts.Where(a => a.InstanceId == instanceId), ct);
        var watch = await db.AlertWatches.AsNoTracking().SingleOrDefaultAsync(w => w.InstanceId == instanceId, ct);
        return Answer.Ok(new AlertPage(
            [.. rows.OrderBy(a => a.CreatedMs).ThenBy(a => a.AlertId).Select(row => AlertBody.Of(row, watch))], next));
    }
}

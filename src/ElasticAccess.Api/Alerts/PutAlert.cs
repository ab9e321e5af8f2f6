using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

internal static class PutAlert
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, Guid alertId, Body<AlertWish> body, AccessDb db, IStore store, TimeProvider time,
        CancellationToken ct)
    {
        var wish = body.Value;
        await store.LockAsync(db, AlertSubject.Lock(instanceId), ct);

        // First the place, which keeps whoever judges from writing how the alert stood before.
        if (await AlertPlace.FindAsync(db, instanceId, ct) is not { } place
            || await db.Alerts.SingleOrDefaultAsync(
                a => a.InstanceId == instanceId && a.AlertId == alertId, ct) is not { } row)
        {
            return AlertSubject.NoAlert(alertId);
        }

        if (await AlertSubject.FindFaultsAsync(wish, instanceId, db, ct) is { Count: > 0 } faults)
        {
            return Errors.Invalid(faults);
        }

        var was = row.ToDomain();
        row.Name = wish.Name;
        row.Measure = wish.ToMeasure();
        row.ActivationId = wish.LineItemId;
        row.ActionId = wish.ActionId;
        row.ThresholdMicro = wish.Threshold.Micro;
        row.RecoverAtMicro = wish.RecoverAt?.Micro;
        row.CooldownMs = (long)wish.ToCooldown().TotalMilliseconds;
        row.ModifiedMs = time.Now().Ms;

        // Another name or pause says nothing new of where it stands.
        if (was with { Cooldown = default } != row.ToDomain() with { Cooldown = default })
        {
            row.Take(row.ToStatus().Rearmed(new(row.ModifiedMs)));
            row.IsJudged = false;
            row.FromSequence = place.Sequence;
            row.FromChange = place.Change;
        }

        await db.SaveChangesAsync(ct);
        var watch = await db.AlertWatches.AsNoTracking().SingleAsync(w => w.InstanceId == instanceId, ct);
        return Answer.Ok(AlertBody.Of(row, watch));
    }
}

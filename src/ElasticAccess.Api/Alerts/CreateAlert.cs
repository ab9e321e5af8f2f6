using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Alerts;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Alerts;

internal static class CreateAlert
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, Body<AlertWish> body, AccessDb db, IStore store, TimeProvider time, CancellationToken ct)
    {
        var wish = body.Value;
        await store.LockAsync(db, AlertSubject.Lock(instanceId), ct);
        if (!await db.Instances.AnyAsync(i => i.InstanceId == instanceId, ct))
        {
            return AlertSubject.NoInstance(instanceId);
        }

        if (await AlertSubject.FindFaultsAsync(wish, instanceId, db, ct) is { Count: > 0 } faults)
        {
            return Errors.Invalid(faults);
        }

        if (await db.Alerts.CountAsync(a => a.InstanceId == instanceId, ct) >= AlertEndpoints.CountMax)
        {
            return Errors.Conflict($"The instance has {AlertEndpoints.CountMax} alerts already");
        }

        var now = time.Now();
        var place = await AlertPlace.TakeAsync(db, instanceId, now, ct);
        var row = new AlertRow
        {
            InstanceId = instanceId,
            AlertId = Guid.CreateVersion7(),
            Name = wish.Name,
            Measure = wish.ToMeasure(),
            ActivationId = wish.LineItemId,
            ActionId = wish.ActionId,
            ThresholdMicro = wish.Threshold.Micro,
            RecoverAtMicro = wish.RecoverAt?.Micro,
            CooldownMs = (long)wish.ToCooldown().TotalMilliseconds,
            State = AlertState.Armed,
            SinceMs = now.Ms,
            FromSequence = place.Sequence,
            FromChange = place.Change,
            CreatedMs = now.Ms,
            ModifiedMs = now.Ms,
        };
        db.Alerts.Add(row);
        await db.SaveChangesAsync(ct);
        return Answer.Created(AlertBody.Of(row, watch: null));
    }
}

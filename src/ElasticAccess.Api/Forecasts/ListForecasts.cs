using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Forecasts;

/// <summary>The forecasts of all instances that the caller reaches, a page at a time.</summary>
internal static class ListForecasts
{
    public static async Task<IAnswer> Handle(
        ForecastDays days, Paging paging, Caller caller, AccessDb db, UsageCatchUp catchUp, ForecastReader reader,
        TimeProvider time, CancellationToken ct)
    {
        await catchUp.CatchUpAsync(ct);
        var now = time.Now();
        var (rows, next) = await paging.TakeAsync(
            caller.IsAdministrator
                ? db.Instances
                : db.Instances.Where(instance => caller.Instances.Contains(instance.InstanceId)),
            ct);
        rows.Sort((a, b) => (a.CreatedMs, a.InstanceId).CompareTo((b.CreatedMs, b.InstanceId)));
        Guid[] ids = [.. rows.Select(row => row.InstanceId)];
        var facts = await reader.ReadManyAsync(ids, days.Days, now, ct);
        var sessions = await db.Sessions.Where(session => session.DueMs != null && ids.Contains(session.InstanceId))
            .GroupBy(session => session.InstanceId).Select(ofOne => new { Id = ofOne.Key, Count = ofOne.Count() })
            .ToDictionaryAsync(ofOne => ofOne.Id, ofOne => ofOne.Count, ct);
        return Answer.Ok(new ForecastPage(
            [
                .. rows.Select(row => InstanceForecastBody.Of(
                    row, days.Days, now, ForecastBody.Judge(facts[row.InstanceId], days.Days, now),
                    sessions.GetValueOrDefault(row.InstanceId))),
            ],
            next));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

internal static class GetSession
{
    public static async Task<IAnswer> Handle(
        SessionOfCaller session, AccessDb db, SessionCharger charger, TimeProvider time, CancellationToken ct)
    {
        var wanted = db.Sessions.AsNoTracking()
            .Where(row => row.InstanceId == session.InstanceId && row.SessionId == session.SessionId);
        if (session.DueMs <= time.Now().Ms)
        {
            await charger.DoDueAsync(time.Now(), session.InstanceId, ct);
        }

        var row = await wanted.SingleAsync(ct);
        return Answer.Ok(new SessionDetail(
            row.SessionId,
            row.InstanceId,
            row.State.ToString().ToUpperInvariant(),
            [.. SessionReader.ReadItems(row.Items).Select(item => new SessionDetail.ItemInUse(
                item.Item, item.Version.Length == 0 ? null : item.Version, item.Count))]));
    }
}

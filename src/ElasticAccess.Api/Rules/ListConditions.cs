using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Rules;

internal static class ListConditions
{
    public static async Task<IAnswer> Handle(Guid instanceId, AccessDb db, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == instanceId, ct))
        {
            return Errors.NotFound($"There is no instance {instanceId}");
        }

        var rows = await db.Conditions.AsNoTracking().Where(row => row.InstanceId == instanceId).ToListAsync(ct);
        return Answer.Ok(rows.OrderBy(row => row.ConditionId)
            .Select(row => ConditionBody.Of(row.ConditionId, row.Name, row.Test)).ToArray());
    }
}

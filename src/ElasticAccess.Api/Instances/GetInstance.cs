using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Instances;

internal static class GetInstance
{
    public static async Task<IAnswer> Handle(Guid instanceId, AccessDb db, CancellationToken ct)
    {
        var row = await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.InstanceId == instanceId, ct);
        return row is null ? Errors.NotFound($"There is no instance {instanceId}") : Answer.Ok(InstanceBody.Of(row));
    }
}

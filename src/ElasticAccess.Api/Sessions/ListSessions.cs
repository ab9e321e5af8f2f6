using System.Reflection;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

/// <summary>Live sessions, newest first, at most 100 (contract 10.2).</summary>
internal static class ListSessions
{
    private const int RowsMax = 100;

    public sealed record Query(Guid InstanceId, IAnswer? Fault) : IInput, IEndpointParameterMetadataProvider
    {
        public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
        {
            builder.Metadata.Add(new QueryParameter("instanceId", "string", "The instance", IsRequired: true));
        }

        public static ValueTask<Query?> BindAsync(HttpContext context)
        {
            if (context.Request.Query["instanceId"] is not [{ } text] || !Guid.TryParseExact(text, "D", out var id))
            {
                return ValueTask.FromResult<Query?>(
                    new(default, Errors.Invalid("$.instanceId: must be given once, as a UUID")));
            }

            return ValueTask.FromResult<Query?>(
                new(id, Caller.Of(context).MayActOn(id) ? null : Errors.Of(Problem.Forbidden)));
        }
    }

    public static async Task<IAnswer> Handle(
        Query query, AccessDb db, SessionCharger charger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == query.InstanceId, ct))
        {
            return Errors.NotFound($"There is no instance {query.InstanceId}");
        }

        await charger.DoDueAsync(time.Now(), query.InstanceId, ct);
        var rows = await db.Sessions.AsNoTracking()
            .Where(row => row.InstanceId == query.InstanceId && row.DueMs != null)
            .OrderByDescending(row => row.CreatedMs).ThenByDescending(row => row.SessionId)
            .Take(RowsMax).ToListAsync(ct);
        return Answer.Ok(rows.Select(LiveSession.Of).ToArray());
    }
}

using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Instances;

/// <summary>
/// Who calls, and where: a client learns the instances that it may act on, which it cannot list otherwise.
/// </summary>
internal static class GetCaller
{
    /// <param name="Type"><c>admin</c> or <c>client</c></param>
    /// <param name="KeyId">The id of the API key, or the <c>kid</c> of the signed token.</param>
    /// <param name="Instances">Of a client: those of its instances that exist, oldest first. Otherwise empty.</param>
    internal sealed record CallerBody(string Type, string KeyId, IReadOnlyList<InstanceBody> Instances);

    public static async Task<IAnswer> Handle(Caller caller, AccessDb db, CancellationToken ct)
    {
        var rows = caller.IsAdministrator
            ? []
            : await db.Instances.AsNoTracking().Where(i => caller.Instances.Contains(i.InstanceId)).ToListAsync(ct);
        return Answer.Ok(new CallerBody(
            caller.IsAdministrator ? "admin" : "client",
            caller.KeyId,
            [.. rows.OrderBy(i => i.CreatedMs).ThenBy(i => i.InstanceId).Select(InstanceBody.Of)]));
    }
}

using ElasticAccess.Api.Access;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;

namespace ElasticAccess.Api.Sessions;

/// <summary>Sessions, charged by the clock (contract 10).</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app) => app.MapVersions((version, api) =>
    {
        var ended = api.IsLatest ? 409 : 403;
        var group = version.MapGroup("/sessions").WithTags("Sessions").ShownUnder(Prefix.None);
        group.MapPost("", CreateSession.Handle).WithMetadata(InstanceHeader.Shown)
            .Produces<CreateSession.CreatedSession>()
            .Declares("createsession", "Create a session; it is IDLE", Policies.AnyCaller, 400, 403, 404, 503)
            .ShedWhenFull();
        group.MapGet("", ListSessions.Handle).Produces<LiveSession[]>()
            .Declares(
                "getallsessionsforinstance", "Get the live sessions of an instance, newest first, at most 100",
                Policies.AnyCaller, 400, 403, 404);
        group.MapGet("/{sessionId:guid}", GetSession.Handle).WithMetadata(InstanceHeader.Shown)
            .Produces<SessionDetail>()
            .Declares("getsession", "Get a session", Policies.AnyCaller, 400, 403, 404);
        group.MapPut("/{sessionId:guid}", RequestSessionAccess.Handle).WithMetadata(InstanceHeader.Shown)
            .Produces<AccessAnswer>()
            .Produces<AccessAnswer>(StatusCodes.Status403Forbidden)
            .Declares(
                "putsessionaccessrequest", "Say all that is in use from now on; granted as a whole or not at all",
                Policies.AnyCaller, 400, 403, 404, ended, 503).ShedWhenFull();
        group.MapDelete("/{sessionId:guid}", CloseSession.Handle).WithMetadata(InstanceHeader.Shown)
            .Produces(204)
            .Declares(
                "closesession", "End a session; the unused rest is refunded",
                Policies.AnyCaller, 400, 403, 404, ended);
        group.MapGet("/{sessionId:guid}/heartbeat", Heartbeat.Handle).WithMetadata(InstanceHeader.Shown)
            .Produces(204)
            .Declares(
                "getheartbeat", "Say that the session is in use; stop on any answer other than 204",
                Policies.AnyCaller, 400, 403, 404, ended);
    });
}

/// <summary>An element of the list.</summary>
/// <param name="ChargedUntil">In ms: end of the paid period; 0 while IDLE.</param>
/// <param name="LastHeartBeat">In ms; 0 if none yet.</param>
/// <param name="LastAccessRequest">In ms; 0 if none yet.</param>
internal sealed record LiveSession(
    Guid SessionId, Guid InstanceId, string State, long ChargedUntil, long LastHeartBeat, long LastAccessRequest)
{
    public static LiveSession Of(SessionRow row) => new(
        row.SessionId,
        row.InstanceId,
        row.State.ToString().ToUpperInvariant(),
        row.ChargedUntilMs ?? 0,
        row.LastHeartBeatMs ?? 0,
        row.LastAccessRequestMs ?? 0);
}

/// <param name="Items">In use; empty unless ACTIVE.</param>
internal sealed record SessionDetail(
    Guid SessionId, Guid InstanceId, string State, IReadOnlyList<SessionDetail.ItemInUse> Items)
{
    internal sealed record ItemInUse(
        [property: System.Text.Json.Serialization.JsonPropertyName("item")] string Name, string? Version, Tokens Count);
}

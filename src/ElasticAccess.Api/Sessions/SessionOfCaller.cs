using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

/// <summary>
/// The session of the path, if the caller may act on it (contract 3.1): a client names the instance in a header; that
/// must be one of its own and the session's. A session that is not there and one that is another's look the same.
/// </summary>
/// <param name="DueMs">When it needs attention; null when it has ended.</param>
internal sealed record SessionOfCaller(Guid InstanceId, Guid SessionId, long? DueMs, IAnswer? Fault) : IInput
{
    public static async ValueTask<SessionOfCaller?> BindAsync(HttpContext context)
    {
        var sessionId = Guid.Parse((string)context.GetRouteValue("sessionId")!);
        var caller = Caller.Of(context);
        if (InstanceHeader.Check(context, caller, out var named) is { } fault)
        {
            return Faulty(fault);
        }

        var db = context.RequestServices.GetRequiredService<AccessDb>();
        var found = await db.Sessions.AsNoTracking()
            .Where(session => session.SessionId == sessionId && (named == null || session.InstanceId == named))
            .Select(session => new { session.InstanceId, session.DueMs })
            .SingleOrDefaultAsync(context.RequestAborted);
        return found is { } owner
            ? new(owner.InstanceId, sessionId, owner.DueMs, null)
            : Faulty(Errors.NotFound("There is no such session"));

        SessionOfCaller Faulty(IAnswer answer) => new(Guid.Empty, sessionId, null, answer);
    }
}

using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Api.Sessions;

/// <summary>
/// The session of the path, if the caller may act on it (contract 3.1): a client names the instance in a header; that
/// must be one of its own and the session's. A session that is not there and one that is another's look the same.
/// </summary>
internal sealed record SessionOfCaller(Guid InstanceId, Guid SessionId, IAnswer? Fault) : IInput
{
    public const string Header = "x-instance-id";

    public static async ValueTask<SessionOfCaller?> BindAsync(HttpContext context)
    {
        var sessionId = Guid.Parse((string)context.GetRouteValue("sessionId")!);
        var caller = Caller.Of(context);
        Guid? named = null;
        if (!caller.IsAdministrator)
        {
            var header = context.Request.Headers[Header];
            if (header is not [{ } text] || !Guid.TryParseExact(text, "D", out var instanceId))
            {
                return Faulty(Errors.Invalid($"{Header}: must be given once, as a UUID"));
            }

            if (!caller.MayActOn(instanceId))
            {
                return Faulty(Errors.Of(Problem.Forbidden));
            }

            named = instanceId;
        }

        var db = context.RequestServices.GetRequiredService<AccessDb>();
        var found = await db.Sessions.AsNoTracking()
            .Where(session => session.SessionId == sessionId && (named == null || session.InstanceId == named))
            .Select(session => (Guid?)session.InstanceId)
            .SingleOrDefaultAsync(context.RequestAborted);
        return found is { } owner
            ? new(owner, sessionId, null)
            : Faulty(Errors.NotFound("There is no such session"));

        SessionOfCaller Faulty(IAnswer fault) => new(Guid.Empty, sessionId, fault);
    }
}

using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;

namespace ElasticAccess.Api.Sessions;

/// <summary>The instance that a client speaks for, in a header (contract 3.1). An administrator need not say.</summary>
internal static class InstanceHeader
{
    public const string Name = "x-instance-id";

    public static readonly HeaderParameter Shown =
        new(Name, "Id of the session's instance; required with a client credential");

    /// <param name="named">Null for an administrator.</param>
    /// <returns>What a client hears that names none, or one that is not its own.</returns>
    public static IAnswer? Check(HttpContext context, Caller caller, out Guid? named)
    {
        named = null;
        if (caller.IsAdministrator)
        {
            return null;
        }

        if (context.Request.Headers[Name] is not [{ } text] || !Guid.TryParseExact(text, "D", out var instanceId))
        {
            return Errors.Invalid($"{Name}: must be given once, as a UUID");
        }

        named = instanceId;
        return caller.MayActOn(instanceId) ? null : Errors.Of(Problem.Forbidden);
    }
}

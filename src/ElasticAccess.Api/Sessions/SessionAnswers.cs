using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Sessions;

/// <summary>What all calls on a session answer alike.</summary>
internal static class SessionAnswers
{
    public static IAnswer Of(SessionReply reply, ApiVersion version) => reply switch
    {
        SessionReply.Alive or SessionReply.Closed => Answer.NoContent,
        SessionReply.NotLive ended => version.NotLive(ended.State),
        SessionReply.NotFound => Errors.NotFound("There is no such session"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

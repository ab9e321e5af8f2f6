using System.Collections.Concurrent;
using System.Net;

namespace ElasticAccess.Console.Reaching;

/// <summary>The live sessions of an instance, newest first, with what each of them uses.</summary>
internal static class LiveSessions
{
    /// <summary>As many as the API lists.</summary>
    public const int ListMax = 100;

    private const int AtOnce = 8;

    public static async Task<(IReadOnlyList<SessionSummary>, IReadOnlyDictionary<string, SessionDetail>)> ReadAsync(
        ElasticAccessClient api, string instanceId, CancellationToken ct)
    {
        var sessions = await api.ListSessionsAsync(instanceId, ct);
        var details = new ConcurrentDictionary<string, SessionDetail>();
        await Parallel.ForEachAsync(
            sessions,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (session, stop) =>
            {
                try
                {
                    var handle = new SessionHandle(session.SessionId, session.InstanceId);
                    details[session.SessionId] = await api.GetSessionAsync(handle, stop);
                }
                catch (ElasticAccessException fault) when (fault.StatusCode == HttpStatusCode.NotFound)
                {
                    // It ended meanwhile.
                }
            });
        return (sessions, details);
    }
}

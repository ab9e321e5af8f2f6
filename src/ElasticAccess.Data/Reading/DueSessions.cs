using ElasticAccess.Domain;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Reading;

/// <summary>A session that needs attention, and when first.</summary>
public sealed record DueSession(Guid InstanceId, Guid SessionId, long DueMs);

/// <summary>The worker's questions. Live sessions wait in an index by their due times.</summary>
public static class DueSessions
{
    /// <summary>The first due time of all; nothing where no session is live.</summary>
    public static IQueryable<long> Next(AccessDb db) => db.Sessions.AsNoTracking()
        .Where(session => session.DueMs != null)
        .OrderBy(session => session.DueMs)
        .Select(session => session.DueMs!.Value)
        .Take(1);

    /// <summary>What is due up to a time, in that order; of all instances where none is named.</summary>
    public static IQueryable<DueSession> UpTo(AccessDb db, Instant until, Guid? instanceId, int count)
    {
        var due = db.Sessions.AsNoTracking().Where(session => session.DueMs != null && session.DueMs <= until.Ms);
        return (instanceId is { } id ? due.Where(session => session.InstanceId == id) : due)
            .OrderBy(session => session.DueMs).ThenBy(session => session.SessionId)
            .Select(session => new DueSession(session.InstanceId, session.SessionId, session.DueMs!.Value))
            .Take(count);
    }
}

using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger.Operations;

internal sealed class CreateSessionOperation(Guid instanceId, Instant now) : Operation<SessionReply>(instanceId)
{
    public override SessionReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book)
        {
            return new SessionReply.NotFound();
        }

        var row = new SessionRow
        {
            InstanceId = InstanceId,
            SessionId = OrderedId.Next(),
            CreatedMs = now.Ms,
            IdleSinceMs = now.Ms,
        };
        book.Add(row);
        return new SessionReply.Created(row.SessionId);
    }
}

/// <summary>A sign of life. One that changes nothing is written at most once a minute.</summary>
internal sealed class HeartbeatOperation(Guid instanceId, Guid sessionId, Instant now)
    : SessionOperation(instanceId, sessionId, now)
{
    public override bool IsShedLast => true;

    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(1);

    protected override DueWork? Due(Session session, Instant now) => SessionTimeline.DueBeforeHeartbeat(session, now);

    protected override SessionReply DecideLive(Books books, InstanceBook book, SessionBook session)
    {
        var known = session.Session;
        if (known.AwaitsHeartbeat || known.LastHeartBeat is not { } last || known.TimeOf(Now) >= last + WrittenEvery)
        {
            session.Session = known.AfterHeartbeat(Now);
        }

        return new SessionReply.Alive();
    }
}

/// <summary>Refunds the unused rest to the moment and ends the session (contract 10.6).</summary>
internal sealed class CloseSessionOperation(Guid instanceId, Guid sessionId, Instant now)
    : SessionOperation(instanceId, sessionId, now)
{
    public override bool IsShedLast => true;

    protected override SessionReply DecideLive(Books books, InstanceBook book, SessionBook session)
    {
        var at = session.Session.TimeOf(Now);
        var refunds = SessionWork.Refunds(session, SessionWork.UnusedRest(session.Session, at));
        SessionWork.GiveBack(book, books, refunds, TimedId.Next(), at);
        SessionWork.End(book, session, at, SessionEnds.Closed);
        return new SessionReply.Closed();
    }
}

/// <summary>
/// Ends a session whose automatic charge this program cannot make (contract 17.11); nothing is charged or refunded.
/// </summary>
internal sealed class FailSessionOperation(Guid instanceId, Guid sessionId, Instant now)
    : SessionOperation(instanceId, sessionId, now)
{
    public override bool IsShedLast => true;

    protected override SessionReply Decide(Books books, InstanceBook book, SessionBook session)
    {
        if (session.Fail(Now))
        {
            book.TellEnd(session.Session, Now, SessionEnds.Failed);
        }

        return new SessionReply.NotLive(SessionState.Failed);
    }

    protected override SessionReply DecideLive(Books books, InstanceBook book, SessionBook session) =>
        throw new System.Diagnostics.UnreachableException();
}

/// <summary>All that is due on these sessions of one instance up to a time, in the order of its due times.</summary>
internal sealed class DoDueOperation(Guid instanceId, IReadOnlyList<Guid> sessionIds, Instant until)
    : Operation<SessionReply>(instanceId)
{
    public IReadOnlyList<Guid> SessionIds { get; } = sessionIds;

    public Instant Until { get; } = until;

    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Cover(Until);
        foreach (var sessionId in SessionIds)
        {
            needs.Sessions.Add((InstanceId, sessionId));
        }
    }

    public override SessionReply Decide(Books books)
    {
        if (books.Of(InstanceId) is { } book)
        {
            var sessions = SessionIds.Select(book.Session).OfType<SessionBook>();
            SessionWork.DoDue(book, books, sessions, Until, SessionTimeline.Due);
        }

        return new SessionReply.UpToDate();
    }
}

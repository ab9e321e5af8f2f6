using ElasticAccess.Domain;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>
/// A call on one session: first all that is due is done, so that the answer never depends on the worker being in time.
/// </summary>
internal abstract class SessionOperation(Guid instanceId, Guid sessionId, Instant now)
    : Operation<SessionReply>(instanceId)
{
    protected Instant Now { get; } = now;

    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Cover(Now);
        needs.Sessions.Add((InstanceId, sessionId));
    }

    public override SessionReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book || book.Session(sessionId) is not { } session)
        {
            return new SessionReply.NotFound();
        }

        return Decide(books, book, session);
    }

    protected virtual SessionReply Decide(Books books, InstanceBook book, SessionBook session)
    {
        SessionWork.DoDue(book, books, [session], Now, Due);
        return session.Session.IsLive
            ? DecideLive(books, book, session)
            : new SessionReply.NotLive(session.Session.State);
    }

    protected virtual DueWork? Due(Session session, Instant now) => SessionTimeline.Due(session, now);

    protected abstract SessionReply DecideLive(Books books, InstanceBook book, SessionBook session);
}

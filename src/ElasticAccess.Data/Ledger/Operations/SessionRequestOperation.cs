using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>A session access request: the complete set of items in use from now on (contract 10.3).</summary>
public sealed record SessionRequest(
    Guid InstanceId,
    Guid SessionId,
    RequestedBy Requester,
    IReadOnlyList<WantedItem> Items,
    bool RollbackOnDeny,
    Guid CorrelationId,
    Instant Now)
{
    public bool IsDryRun { get; init; }
}

/// <summary>Refunds what is in use to the moment and charges the new set, in one step (contract 10.4).</summary>
internal sealed class SessionRequestOperation(SessionRequest request)
    : SessionOperation(request.InstanceId, request.SessionId, request.Now)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Requesters.Add((request.Requester.Type, request.Requester.Value));
        foreach (var wanted in request.Items)
        {
            needs.Items.Add(wanted.Item.Key.Name);
        }
    }

    protected override SessionReply Decide(Books books, InstanceBook book, SessionBook session) => request.IsDryRun
        ? book.Rehearse(session, () => base.Decide(books, book, session))
        : base.Decide(books, book, session);

    protected override SessionReply DecideLive(Books books, InstanceBook book, SessionBook session)
    {
        var at = session.Session.TimeOf(Now);
        var requester = request.Requester.ToDomain(withFacts: true);
        var refunds = SessionWork.Refunds(session, SessionWork.UnusedRest(session.Session, at));
        if (request.Items.Count == 0)
        {
            SessionWork.GiveBack(book, books, refunds, request.CorrelationId, at);
            session.Session = session.Session.AfterHalt(requester, at);
            session.RequestedBy = request.Requester;
            session.Paid = [];
            return new SessionReply.Decided(IsGranted: true, []);
        }

        var refunded = book.State.After(SessionWork.Credits(refunds));
        var decision = SessionAccess.Decide(refunded, [.. request.Items.Select(w => w.Item)], requester, at);
        var posting = new Posting(request.Requester, request.CorrelationId, at)
        {
            SessionId = session.Session.Id,
            Interval = decision.IsGranted ? session.Session.Interval + 1 : null,
        };
        if (!decision.IsGranted)
        {
            book.Record(posting, EntryKind.Charge, request.Items, decision.Items, books.WriteTime);
            if (!request.RollbackOnDeny)
            {
                SessionWork.GiveBack(book, books, refunds, request.CorrelationId, at);
                SessionWork.End(book, session, at, SessionEnds.RequestDenied);
            }

            return new SessionReply.Decided(IsGranted: false, decision.Items);
        }

        SessionWork.GiveBack(book, books, refunds, request.CorrelationId, at);
        SessionWork.Charge(book, books, session, posting, EntryKind.Charge, request.Items, decision);
        session.Session = session.Session.AfterRequest(requester, Items(), at, books.ChargePeriod);
        session.RequestedBy = request.Requester;
        return new SessionReply.Decided(IsGranted: true, decision.Items);
    }

    private SessionItem[] Items() =>
    [
        .. request.Items.Select(wanted => new SessionItem(
            wanted.Item.Key.Name,
            wanted.Item.Key.Version,
            Tokens.Round(wanted.Item.Count),
            wanted.Item.Variables,
            wanted.MetaData)),
    ];
}

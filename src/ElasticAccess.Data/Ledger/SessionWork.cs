using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// What happens to sessions as time goes by, and the pieces that requests share with it: charges of a whole set, and
/// refunds that walk the rows of the charge they undo.
/// </summary>
internal static class SessionWork
{
    /// <summary>
    /// Everything due up to <paramref name="now"/>, in the order of its due times, each with its own time.
    /// </summary>
    public static void DoDue(
        InstanceBook book, Books books, IEnumerable<SessionBook> sessions, Instant now,
        Func<Session, Instant, DueWork?> due)
    {
        var waiting = new PriorityQueue<SessionBook, (long, Guid)>();
        foreach (var session in sessions)
        {
            Queue(session);
        }

        while (waiting.TryDequeue(out var session, out _))
        {
            Do(book, books, session, due(session.Session, now)!);
            Queue(session);
        }

        void Queue(SessionBook session)
        {
            if (due(session.Session, now) is { } next)
            {
                waiting.Enqueue(session, (next.At.Ms, session.Session.Id));
            }
        }
    }

    /// <summary>Charges a set that was granted, as the session's next interval.</summary>
    public static void Charge(
        InstanceBook book, Books books, SessionBook session, Posting posting, EntryKind kind,
        IReadOnlyList<WantedItem> items, SetDecision granted)
    {
        var first = book.Entries.Count;
        book.State = granted.After;
        book.Record(posting, kind, items, granted.Items, books.WriteTime);
        session.Paid = book.Entries[first..];
    }

    /// <summary>
    /// What each row of the paid interval's charge gives back; rows that give back nothing are left out.
    /// </summary>
    public static IReadOnlyList<(EntryRow Charge, Tokens Tokens)> Refunds(
        SessionBook session, Func<Tokens, Tokens> refund) =>
    [
        .. session.Paid.Select(charge => (charge, Tokens: refund(new Tokens(charge.TokensMicro))))
            .Where(part => part.Tokens > Tokens.Zero),
    ];

    /// <summary>The part of a charge that its interval has not yet used up.</summary>
    public static Func<Tokens, Tokens> UnusedRest(Session session, Instant now) =>
        charge => Refund.OfUnusedRest(session, charge, now);

    public static IReadOnlyList<Credit> Credits(IReadOnlyList<(EntryRow Charge, Tokens Tokens)> refunds) =>
    [
        .. refunds.Select(part => new Credit(
            part.Charge.LineItemId!.Value,
            part.Charge.ActionId,
            part.Charge.LimitStartMs is { } start
                ? new ConsumptionKey(
                    part.Charge.LineItemId.Value,
                    new Instant(start),
                    part.Charge.RequesterType,
                    part.Charge.RequesterValue)
                : null,
            part.Tokens)),
    ];

    /// <summary>Gives tokens back and writes the rows that say so.</summary>
    public static void GiveBack(
        InstanceBook book, Books books, IReadOnlyList<(EntryRow Charge, Tokens Tokens)> refunds, Guid correlationId,
        Instant at)
    {
        foreach (var part in refunds)
        {
            book.State = book.State.After(Credits([part]));
            book.RecordRefund(part.Charge, part.Tokens, correlationId, at, books.WriteTime);
        }
    }

    private static void Do(InstanceBook book, Books books, SessionBook session, DueWork work)
    {
        switch (work)
        {
            case DueWork.AutomaticCharge charge:
                ChargeAgain(book, books, session, charge);
                break;

            case DueWork.MissedHeartbeat missed:
                GiveBack(book, books, Refunds(session, whole => whole), TimedId.Next(), missed.At);
                End(book, session, missed.At, SessionEnds.HeartbeatMissed);
                break;

            case DueWork.IdleExpired expired:
                End(book, session, expired.At, SessionEnds.IdleExpired);
                break;
        }
    }

    private static void ChargeAgain(InstanceBook book, Books books, SessionBook session, DueWork.AutomaticCharge due)
    {
        var items = session.Session.Items.Select(Wanted).ToList();
        var decision = SessionAccess.Decide(
            book.State, items.ConvertAll(item => item.Item), session.Session.Requester!, due.At);
        var posting = new Posting(session.RequestedBy!, TimedId.Next(), due.At)
        {
            SessionId = session.Session.Id,
            Interval = due.Interval,
        };
        if (!decision.IsGranted)
        {
            // The past interval was used: nothing goes back.
            book.Record(posting, EntryKind.AutomaticCharge, items, decision.Items, books.WriteTime);
            End(book, session, due.At, SessionEnds.ChargeDenied);
            return;
        }

        Charge(book, books, session, posting, EntryKind.AutomaticCharge, items, decision);
        session.Session = session.Session.AfterAutomaticCharge(books.ChargePeriod);
    }

    /// <param name="reason">One of <see cref="SessionEnds"/>.</param>
    public static void End(InstanceBook book, SessionBook session, Instant at, string reason)
    {
        session.Session = session.Session.AfterEnd(SessionState.Terminated, at);
        session.Paid = [];
        book.TellEnd(session.Session, at, reason);
    }

    private static WantedItem Wanted(SessionItem item) => new(
        new RequestedItem(new(item.Item, item.Version), item.Count.Value) { Variables = item.Variables },
        item.MetaData);
}

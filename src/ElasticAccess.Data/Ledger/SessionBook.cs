using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger;

/// <summary>One session within a batch, and the ledger rows of the charge that its paid interval rests on.</summary>
public sealed class SessionBook
{
    private readonly SessionRow row;
    private readonly Func<List<EntryRow>> findPaid;
    private Session? was;
    private Session? session;
    private List<EntryRow>? paid;

    // What cannot be read is a fault only for who looks at it, so that such a session can still be ended.
    internal SessionBook(SessionRow row, bool isNew, Func<List<EntryRow>> findPaid)
    {
        this.row = row;
        this.findPaid = findPaid;
        IsNew = isNew;
        RequestedBy = row.ToRequestedBy();
    }

    public bool IsNew { get; }

    public Session Session
    {
        get => session ??= was = row.ToDomain();
        internal set => session = value;
    }

    /// <summary>Of the request in force, with its dictionary as it was sent.</summary>
    public RequestedBy? RequestedBy { get; internal set; }

    /// <summary>Empty while nothing is paid.</summary>
    public List<EntryRow> Paid
    {
        get => paid ??= findPaid();
        internal set => paid = value;
    }

    public bool IsChanged => IsNew || (session is not null && !ReferenceEquals(session, was));

    /// <summary>Ends it without looking at what it uses or has paid. False: it had ended already.</summary>
    internal bool Fail(Instant at)
    {
        var outline = session ?? row.ToOutline();
        if (!outline.IsLive)
        {
            return false;
        }

        Session = outline.AfterEnd(SessionState.Failed, at);
        Paid = [];
        return true;
    }

    /// <summary>Revision that the change must meet.</summary>
    public int RevisionWas => row.Revision;

    /// <summary>The row as it will be.</summary>
    internal SessionRow ToRow()
    {
        row.Take(Session);
        row.RequesterType = RequestedBy?.Type;
        row.RequesterValue = RequestedBy?.Value;
        row.Dictionary = RequestedBy?.Dictionary;
        row.ChargeFrom = Paid.Count == 0 ? null : Paid[0].Sequence;
        row.ChargeTo = Paid.Count == 0 ? null : Paid[^1].Sequence;
        row.ChargeWriteMs = Paid.Count == 0 ? null : Paid[0].WriteMs;
        return row;
    }
}

using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Ledger;

/// <summary>One session within a batch, and the ledger rows of the charge that its paid interval rests on.</summary>
public sealed class SessionBook
{
    private readonly SessionRow row;

    internal SessionBook(SessionRow row, bool isNew, List<EntryRow> paid)
    {
        this.row = row;
        IsNew = isNew;
        Session = row.ToDomain();
        Was = Session;
        RequestedBy = row.ToRequestedBy();
        Paid = paid;
    }

    public bool IsNew { get; }

    public Session Session { get; internal set; }

    private Session Was { get; }

    /// <summary>Of the request in force, with its dictionary as it was sent.</summary>
    public RequestedBy? RequestedBy { get; internal set; }

    /// <summary>Empty while nothing is paid.</summary>
    public List<EntryRow> Paid { get; internal set; }

    public bool IsChanged => IsNew || !ReferenceEquals(Session, Was);

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
        return row;
    }
}

using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>A one-off access request.</summary>
public sealed record OneOff(
    Guid InstanceId, RequestedBy Requester, IReadOnlyList<WantedItem> Items, Guid CorrelationId, Instant Now)
{
    /// <summary>Decided as it would be, by the same code, and nothing is changed or recorded (contract 18.4).</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>Null when there is no such instance.</summary>
internal sealed class OneOffOperation(OneOff request) : Operation<IReadOnlyList<ItemDecision>?>(request.InstanceId)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Cover(request.Now);
        needs.Requesters.Add((request.Requester.Type, request.Requester.Value));
        foreach (var wanted in request.Items)
        {
            needs.Items.Add(wanted.Item.Key.Name);
        }
    }

    public override IReadOnlyList<ItemDecision>? Decide(Books books)
    {
        if (books.Of(request.InstanceId) is not { } book)
        {
            return null;
        }

        var items = new RequestedItem[request.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = request.Items[i].Item;
        }

        var requester = request.Requester.ToDomain(book.HasRules);
        var (decisions, after) = OneOffAccess.Decide(book.State, items, requester, request.Now);
        if (request.IsDryRun)
        {
            return decisions;
        }

        book.State = after;
        var posting = new Posting(request.Requester, request.CorrelationId, request.Now);
        book.Record(posting, EntryKind.Charge, request.Items, decisions, books.WriteTime);
        return decisions;
    }
}

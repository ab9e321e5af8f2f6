using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>
/// The PUT or the deletion of a line item by the resource that it is mapped from. Null when it is done.
/// </summary>
internal sealed class ManageLineItemOperation(ManagedLineItem wanted, Instant now)
    : Operation<LineItemChange?>(wanted.InstanceId)
{
    private readonly PutLineItemOperation put = new(wanted.InstanceId, wanted.Details, now, wanted.ManagedBy);

    public override void Need(Needs needs) => put.Need(needs);

    public override LineItemChange? Decide(Books books) => wanted.IsGone ? Delete(books) : put.Decide(books) switch
    {
        LineItemReply.Stored => null,
        LineItemReply.Refused refused => refused.Why,
        _ => new LineItemChange.NotFound(),
    };

    private LineItemChange.NotFound? Delete(Books books)
    {
        var book = books.Of(InstanceId);
        var row = book?.LineItem(wanted.Details.ActivationId);
        if (row is null || row.ManagedBy != wanted.ManagedBy)
        {
            return new LineItemChange.NotFound();
        }

        DeleteLineItemOperation.Delete(books, book!, row, now);
        return null;
    }
}

using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>Hides an OBSOLETE line item and frees its activation id. Its ledger rows stay with it.</summary>
internal sealed class DeleteLineItemOperation(Guid instanceId, string activationId, Instant now)
    : Operation<LineItemChange>(instanceId)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Activations.Add(activationId);
    }

    public override LineItemChange Decide(Books books)
    {
        var book = books.Of(InstanceId);
        var row = book?.LineItem(activationId);
        var change = LineItemChange.Delete(row?.State, row?.ManagedBy);
        if (change is LineItemChange.Deleted)
        {
            Delete(books, book!, row!, now);
        }

        return change;
    }

    public override string? Look(Books books) => books.Of(InstanceId)?.LineItem(activationId)?.ToJson();

    /// <summary>With its rules and its limit.</summary>
    public static void Delete(Books books, InstanceBook book, LineItemRow row, Instant now)
    {
        row.State = LineItemState.Deleted;
        row.ModifiedMs = now.Ms;
        book.Replace(row);
        book.Actions(row.LineItemId).ToList().ForEach(book.Remove);
        if (book.Limit(row.LineItemId) is { } limit)
        {
            book.Remove(limit);
        }

        books.Activations.Remove(row.ActivationId);
    }
}

using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>Who asks (contract 8).</summary>
/// <param name="Dictionary">JSON, as sent; null when there was none.</param>
public sealed record RequestedBy(string Type, string Value, string? Dictionary);

/// <param name="MetaData">JSON, as sent; null when there was none. Passed on to the ledger row.</param>
public sealed record WantedItem(RequestedItem Item, string? MetaData);

/// <summary>A one-off access request.</summary>
public sealed record OneOff(
    Guid InstanceId, RequestedBy Requester, IReadOnlyList<WantedItem> Items, Guid CorrelationId, Instant Now);

/// <summary>Null when there is no such instance.</summary>
internal sealed class OneOffOperation(OneOff request) : Operation<IReadOnlyList<ItemOutcome>?>(request.InstanceId)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Cover(request.Now);
        foreach (var wanted in request.Items)
        {
            needs.Items.Add(wanted.Item.Key.Name);
        }
    }

    public override IReadOnlyList<ItemOutcome>? Decide(Books books)
    {
        if (books.Of(request.InstanceId) is not { } book)
        {
            return null;
        }

        var (outcomes, after) = OneOffAccess.Decide(book.State, [.. request.Items.Select(w => w.Item)], request.Now);
        book.State = after;
        for (var i = 0; i < outcomes.Count; i++)
        {
            Record(book, i, outcomes[i], books.WriteTime);
        }

        return outcomes;
    }

    private void Record(InstanceBook book, int index, ItemOutcome outcome, Instant writeTime)
    {
        if (outcome is ItemOutcome.Refused refused)
        {
            book.Entries.Add(Entry(book, index, EntryKind.Denial, (int)refused.Reason, debit: null, writeTime));
            return;
        }

        foreach (var debit in ((ItemOutcome.Granted)outcome).Debits)
        {
            book.Entries.Add(Entry(book, index, EntryKind.Charge, ItemStatus.Granted, debit, writeTime));
        }
    }

    private EntryRow Entry(
        InstanceBook book, int index, EntryKind kind, int status, Debit? debit, Instant writeTime) => new()
        {
            InstanceId = request.InstanceId,
            Sequence = book.Sequence + 1,
            Id = Guid.CreateVersion7(),
            Kind = kind,
            CorrelationId = request.CorrelationId,
            ItemIndex = index,
            LineItemId = debit?.LineItem.Id,
            Item = request.Items[index].Item.Key.Name,
            Version = request.Items[index].Item.Key.Version,
            CountMicro = Tokens.Round(request.Items[index].Item.Count).Micro,
            RateMicro = debit?.Rate.Micro,
            RateTableId = debit?.Table.Id,
            TokensMicro = debit?.Tokens.Micro ?? 0,
            UsedMicro = debit is null ? null : (debit.LineItem.Used + debit.Tokens).Micro,
            Quantity = debit?.LineItem.Quantity,
            RequesterType = request.Requester.Type,
            RequesterValue = request.Requester.Value,
            Dictionary = request.Requester.Dictionary,
            MetaData = request.Items[index].MetaData,
            Status = status,
            UsageMs = request.Now.Ms,
            WriteMs = writeTime.Ms,
        };
}

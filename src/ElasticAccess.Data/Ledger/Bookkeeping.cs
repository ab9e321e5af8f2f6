using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Webhooks;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Data.Ledger;

/// <summary>What the ledger rows of one request have in common.</summary>
public sealed record Posting(RequestedBy Requester, Guid CorrelationId, Instant UsageTime)
{
    public Guid? SessionId { get; init; }

    /// <summary>Number of the session's charged interval.</summary>
    public long? Interval { get; init; }
}

/// <summary>Turns decisions into ledger rows. Balances move with the state; here only the history is written.</summary>
internal static class Bookkeeping
{
    /// <summary>One row per item and line item charged, one per item refused; none for an item not at fault.</summary>
    public static void Record(
        this InstanceBook book, Posting posting, EntryKind kind, IReadOnlyList<WantedItem> wanted,
        IReadOnlyList<ItemDecision> decisions, Instant writeTime)
    {
        var part = 0;
        for (var i = 0; i < decisions.Count; i++)
        {
            switch (decisions[i].Outcome)
            {
                case ItemOutcome.Granted granted:
                    foreach (var debit in granted.Debits)
                    {
                        book.Entries.Add(Row(
                            book, posting, kind, i, part++, wanted[i], ItemStatus.Granted, debit, writeTime));
                        book.TellIfExhausted(posting, debit);
                    }

                    break;

                case ItemOutcome.Refused refused:
                    book.Entries.Add(Row(
                        book, posting, EntryKind.Denial, i, part++, wanted[i], (int)refused.Reason, null, writeTime));
                    break;
            }
        }
    }

    /// <summary>Gives back to the line item of the charge; its balance has moved already.</summary>
    public static void RecordRefund(
        this InstanceBook book, EntryRow charge, Tokens tokens, Guid correlationId, Instant at, Instant writeTime)
    {
        var lineItem = book.State.LineItems.Single(known => known.Id == charge.LineItemId);
        book.Entries.Add(new EntryRow
        {
            InstanceId = book.InstanceId,
            Sequence = book.Sequence + 1,
            Id = TimedId.Next(),
            Kind = EntryKind.Refund,
            CorrelationId = correlationId,
            ItemIndex = charge.ItemIndex,
            Part = charge.Part,
            LineItemId = charge.LineItemId,
            ActionId = charge.ActionId,
            LimitStartMs = charge.LimitStartMs,
            SessionId = charge.SessionId,
            Interval = charge.Interval,
            RefundOf = charge.Sequence,
            Item = charge.Item,
            Version = charge.Version,
            CountMicro = charge.CountMicro,
            RateMicro = charge.RateMicro,
            RateTableId = charge.RateTableId,
            TokensMicro = -tokens.Micro,
            UsedMicro = lineItem.Used.Micro,
            Quantity = lineItem.Quantity,
            RequesterType = charge.RequesterType,
            RequesterValue = charge.RequesterValue,
            Dictionary = charge.Dictionary,
            MetaData = charge.MetaData,
            Status = ItemStatus.Granted,
            UsageMs = at.Ms,
            WriteMs = writeTime.Ms,
        });
    }

    private static EntryRow Row(
        InstanceBook book, Posting posting, EntryKind kind, int index, int part, WantedItem wanted, int status,
        Debit? debit, Instant writeTime) => new()
        {
            InstanceId = book.InstanceId,
            Sequence = book.Sequence + 1,
            Id = TimedId.Next(),
            Kind = kind,
            CorrelationId = posting.CorrelationId,
            ItemIndex = index,
            Part = part,
            LineItemId = debit?.LineItem.Id,
            ActionId = debit?.Action?.Id,
            LimitStartMs = debit?.LimitStart?.Ms,
            SessionId = posting.SessionId,
            Interval = posting.Interval,
            Item = wanted.Item.Key.Name,
            Version = wanted.Item.Key.Version,
            CountMicro = Tokens.Round(wanted.Item.Count).Micro,
            RateMicro = debit?.Rate.Micro,
            RateTableId = debit?.Table.Id,
            TokensMicro = debit?.Tokens.Micro ?? 0,
            UsedMicro = debit is null ? null : (debit.LineItem.Used + debit.Tokens).Micro,
            Quantity = debit?.LineItem.Quantity,
            RequesterType = posting.Requester.Type,
            RequesterValue = posting.Requester.Value,
            Dictionary = posting.Requester.Dictionary,
            MetaData = wanted.MetaData,
            Status = status,
            UsageMs = posting.UsageTime.Ms,
            WriteMs = writeTime.Ms,
        };
}

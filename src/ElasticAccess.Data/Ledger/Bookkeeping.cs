using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
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
    public static void Record(
        this InstanceBook book, Posting posting, EntryKind kind, int index, WantedItem wanted, ItemOutcome outcome,
        Instant writeTime)
    {
        if (outcome is ItemOutcome.Refused refused)
        {
            book.Entries.Add(
                Row(book, posting, EntryKind.Denial, index, wanted, (int)refused.Reason, debit: null, writeTime));
            return;
        }

        foreach (var debit in ((ItemOutcome.Granted)outcome).Debits)
        {
            book.Entries.Add(Row(book, posting, kind, index, wanted, ItemStatus.Granted, debit, writeTime));
        }
    }

    private static EntryRow Row(
        InstanceBook book, Posting posting, EntryKind kind, int index, WantedItem wanted, int status, Debit? debit,
        Instant writeTime) => new()
        {
            InstanceId = book.InstanceId,
            Sequence = book.Sequence + 1,
            Id = Guid.CreateVersion7(),
            Kind = kind,
            CorrelationId = posting.CorrelationId,
            ItemIndex = index,
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

using ElasticAccess.Data.Audit;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>A line item as a caller describes it; it replaces what is stored entirely (contract 6).</summary>
public sealed record LineItemDetails(
    string ActivationId,
    LineItemState State,
    long Quantity,
    Instant Start,
    Instant End,
    bool? Elastic,
    string? RateTableSeries,
    Overdraft Overdraft,
    string? ResetFrequency);

/// <summary>What a PUT of a line item came to.</summary>
public abstract record LineItemReply
{
    private LineItemReply()
    {
    }

    /// <param name="Used">Of the line item, which survives the replacement.</param>
    public sealed record Stored(LineItemDetails Details, Tokens Used) : LineItemReply;

    public sealed record Refused(LineItemChange Why) : LineItemReply;

    public sealed record NoInstance : LineItemReply;
}

/// <param name="managedBy">The resource that it is mapped from; null for a caller who puts it directly.</param>
internal sealed class PutLineItemOperation(
    Guid instanceId, LineItemDetails wanted, Instant now, string? managedBy = null)
    : Operation<LineItemReply>(instanceId)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Activations.Add(wanted.ActivationId);
        needs.Series.Add(wanted.RateTableSeries ?? "");
    }

    public override LineItemReply Decide(Books books)
    {
        if (books.Of(InstanceId) is not { } book)
        {
            return new LineItemReply.NoInstance();
        }

        // Who owns the activation id is known, so that the instance is searched only where it does.
        var isMapped = books.Activations.TryGetValue(wanted.ActivationId, out var owner);
        var isElsewhere = isMapped && owner != InstanceId;
        var row = isMapped && !isElsewhere ? book.LineItem(wanted.ActivationId) : null;
        switch (LineItemChange.Put(row?.State, isElsewhere, wanted.State, row?.ManagedBy, managedBy))
        {
            case LineItemChange.Created:
                var created = NewRow();
                Describe(created);
                book.Add(created);
                books.Activations[wanted.ActivationId] = InstanceId;
                return new LineItemReply.Stored(wanted, Tokens.Zero);

            case LineItemChange.Replaced:
                Describe(row!);
                book.Replace(row!);
                return new LineItemReply.Stored(wanted, book.Used(row!.LineItemId));

            case var refused:
                return new LineItemReply.Refused(refused);
        }
    }

    public override string? Name => wanted.ActivationId;

    public override string? Look(Books books) => books.Of(InstanceId)?.LineItem(wanted.ActivationId)?.ToJson();

    private LineItemRow NewRow() => new()
    {
        InstanceId = InstanceId,
        LineItemId = TimedId.Next(),
        ActivationId = wanted.ActivationId,
        ManagedBy = managedBy,
        CreatedMs = now.Ms,
    };

    private void Describe(LineItemRow row)
    {
        row.State = wanted.State;
        row.Quantity = wanted.Quantity;
        row.StartMs = wanted.Start.Ms;
        row.EndMs = wanted.End.Ms;
        row.Elastic = wanted.Elastic;
        row.RateTableSeries = wanted.RateTableSeries;
        row.OverdraftType = wanted.Overdraft.Type;
        row.OverdraftLimit = wanted.Overdraft.Type == OverdraftType.Number ? wanted.Overdraft.Limit : null;
        row.ResetFrequency = wanted.ResetFrequency;
        row.ModifiedMs = now.Ms;
    }
}

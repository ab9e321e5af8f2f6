using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// One instance within a batch: its rows as they were found, its state as the decisions have left it.
/// </summary>
public sealed class InstanceBook(Guid instanceId, long sequence, Books books)
{
    private readonly Dictionary<Guid, LineItemRow> rows = [];
    private readonly List<LineItemRow> added = [];
    private readonly List<LineItemRow> replaced = [];
    private InstanceState? state;

    public Guid InstanceId { get; } = instanceId;

    /// <summary>Of the last ledger row, as it was found.</summary>
    public long SequenceWas { get; } = sequence;

    /// <summary>Of the last ledger row, as it will be.</summary>
    public long Sequence => SequenceWas + Entries.Count;

    public List<EntryRow> Entries { get; } = [];

    /// <summary>Mapped in this batch.</summary>
    public IReadOnlyList<LineItemRow> Added => added;

    /// <summary>Line items other than in their <c>used</c> changed.</summary>
    public IReadOnlyList<LineItemRow> Replaced => replaced;

    public bool HasWork => Entries.Count > 0 || added.Count > 0 || replaced.Count > 0;

    public InstanceState State
    {
        get => state ??= NewState();
        set => state = value;
    }

    public LineItemRow? Row(string activationId) => rows.Values.FirstOrDefault(
        row => row.State != LineItemState.Deleted
            && string.Equals(row.ActivationId, activationId, StringComparison.Ordinal));

    /// <summary>Balances that the decisions moved: the row, and what it will have used.</summary>
    public IEnumerable<(LineItemRow Row, Tokens Used)> Moved() => State.LineItems
        .Select(lineItem => (Row: rows[lineItem.Id], lineItem.Used))
        .Where(moved => moved.Row.UsedMicro != moved.Used.Micro);

    internal void Found(LineItemRow row) => rows.Add(row.LineItemId, row);

    internal void Add(LineItemRow row)
    {
        rows.Add(row.LineItemId, row);
        added.Add(row);
        state = WithRows();
    }

    /// <summary>The row itself was changed; the balance that the batch has reached so far stays.</summary>
    internal void Replace(LineItemRow row)
    {
        if (!added.Contains(row) && !replaced.Contains(row))
        {
            replaced.Add(row);
        }

        state = WithRows();
    }

    private InstanceState NewState() => new(
        Sorted(rows.Values.Select(row => row.ToDomain())), books.RateTables, books.TimezoneTolerant);

    private InstanceState WithRows()
    {
        var used = State.LineItems.ToDictionary(lineItem => lineItem.Id, lineItem => lineItem.Used);
        return State with
        {
            LineItems = Sorted(rows.Values.Select(row => row.ToDomain()).Select(lineItem =>
                used.TryGetValue(lineItem.Id, out var reached) ? lineItem with { Used = reached } : lineItem)),
        };
    }

    private static LineItem[] Sorted(IEnumerable<LineItem> lineItems)
    {
        var sorted = lineItems.ToArray();
        Array.Sort(sorted, LineItem.CompareInChargingOrder);
        return sorted;
    }
}

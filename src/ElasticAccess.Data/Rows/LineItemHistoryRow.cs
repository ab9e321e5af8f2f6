using ElasticAccess.Data.Reading;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Rows;

/// <summary>A line item as a PUT or DELETE left it, but for what it had used. Written by the ledger only.</summary>
public sealed class LineItemHistoryRow
{
    internal LineItemHistoryRow()
    {
    }

    public required Guid InstanceId { get; init; }

    public required Guid LineItemId { get; init; }

    /// <summary>Counts the changes of the line item from 1; the store gives it.</summary>
    public long N { get; init; }

    /// <summary>When it became so.</summary>
    public required long AtMs { get; init; }

    public required LineItemState State { get; init; }

    /// <summary>Whole tokens.</summary>
    public required long Quantity { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    public bool? Elastic { get; init; }

    public string? RateTableSeries { get; init; }

    public required OverdraftType OverdraftType { get; init; }

    /// <summary>Whole tokens.</summary>
    public long? OverdraftLimit { get; init; }

    public string? ResetFrequency { get; init; }

    /// <summary>Of the last ledger row before the change: its place in the order of the ledger.</summary>
    public long? Sequence { get; init; }

    /// <summary>Counts the changes of the instance's line items from 1; the store gives it.</summary>
    public long? Change { get; init; }

    /// <summary>
    /// JSON: micro-tokens by action, null for one without allocation. Null where the change left the actions as they
    /// were.
    /// </summary>
    public string? Allocations { get; init; }

    internal static LineItemHistoryRow Of(LineItemRow row, long sequence) =>
        Of(row, sequence, new(row.ModifiedMs), actions: null);

    /// <param name="actions">All of its actions, where they are what changed.</param>
    internal static LineItemHistoryRow Of(
        LineItemRow row, long sequence, Instant at, IEnumerable<ActionRow>? actions) => new()
        {
            InstanceId = row.InstanceId,
            LineItemId = row.LineItemId,
            AtMs = at.Ms,
            State = row.State,
            Quantity = row.Quantity,
            StartMs = row.StartMs,
            EndMs = row.EndMs,
            Elastic = row.Elastic,
            RateTableSeries = row.RateTableSeries,
            OverdraftType = row.OverdraftType,
            OverdraftLimit = row.OverdraftLimit,
            ResetFrequency = row.ResetFrequency,
            Sequence = sequence,
            Allocations = actions is null ? null : AllocationJson.Write(actions),
        };
}

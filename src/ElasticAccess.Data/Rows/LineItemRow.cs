using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Rows;

/// <summary>Tokens entitled to an instance (contract 6). Changed by the ledger only.</summary>
public sealed class LineItemRow : ICreated
{
    internal LineItemRow()
    {
    }

    public required Guid InstanceId { get; init; }

    /// <summary>The row's own id, since an activation id can be mapped again after a deletion.</summary>
    public required Guid LineItemId { get; init; }

    public required string ActivationId { get; init; }

    public LineItemState State { get; internal set; }

    /// <summary>Whole tokens.</summary>
    public long Quantity { get; internal set; }

    public long StartMs { get; internal set; }

    public long EndMs { get; internal set; }

    public bool? Elastic { get; internal set; }

    /// <summary>Null where the caller sent none; for the choice of a table that is the same as empty.</summary>
    public string? RateTableSeries { get; internal set; }

    public OverdraftType OverdraftType { get; internal set; }

    /// <summary>Whole tokens; only with <see cref="OverdraftType.Number"/>.</summary>
    public long? OverdraftLimit { get; internal set; }

    /// <summary>Stored and echoed, without effect (contract 17.16).</summary>
    public string? ResetFrequency { get; internal set; }

    /// <summary>Micro-tokens: the sum of its ledger rows.</summary>
    public long UsedMicro { get; internal set; }

    /// <summary>
    /// Path of the resource that it is mapped from, where it must be changed; null where it is its own master.
    /// </summary>
    public string? ManagedBy { get; internal init; }

    public required long CreatedMs { get; init; }

    public long ModifiedMs { get; internal set; }

    public LineItem ToDomain() => new(
        LineItemId,
        ActivationId,
        State,
        Elastic == true,
        Quantity,
        new Instant(StartMs),
        new Instant(EndMs),
        RateTableSeries ?? "",
        new Overdraft(OverdraftType, OverdraftLimit ?? 0),
        new Tokens(UsedMicro));
}

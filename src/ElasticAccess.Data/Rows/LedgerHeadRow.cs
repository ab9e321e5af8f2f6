namespace ElasticAccess.Data.Rows;

/// <summary>
/// Where an instance's ledger ends. Every batch moves it, and only if it stands where the batch found it.
/// </summary>
public sealed class LedgerHeadRow
{
    public required Guid InstanceId { get; init; }

    /// <summary>Of the last ledger row; 0 when there is none. Gap-free.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The last batch that committed here, so that a lost connection's outcome can be looked up.</summary>
    public Guid? BatchId { get; internal set; }
}

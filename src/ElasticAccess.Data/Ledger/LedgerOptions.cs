namespace ElasticAccess.Data.Ledger;

/// <summary>Settings <c>ElasticAccess:Ledger:…</c>. Every one is a bound.</summary>
public sealed class LedgerOptions
{
    /// <summary>
    /// Lanes of this process, 1 to 64; a store with one writer takes one. One a core, and two at least, so that one
    /// decides while another commits; more of them only make the batches smaller.
    /// </summary>
    public int Lanes { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>
    /// Requests of one batch, 1 to 10,000. A call of many counts as many, and is not divided.
    /// </summary>
    public int BatchMax { get; set; } = 256;

    /// <summary>
    /// Requests that may wait in this process; one more is refused with 503 before any work. What waits is served in
    /// order, so this is what bounds the time of those that are taken in.
    /// </summary>
    public int WaitingMax { get; set; } = 1024;

    /// <summary>Places beyond those, for heartbeats and the ends of sessions.</summary>
    internal int WaitingReserve => WaitingMax / 2;

    /// <summary>How long a batch is tried again before its requests are answered 503, in ms.</summary>
    public int DeadlineMs { get; set; } = 10_000;

    /// <summary>Null when every bound makes sense; else which does not.</summary>
    public string? FindFault() => this switch
    {
        { Lanes: < 1 or > 64 } => "ElasticAccess__Ledger__Lanes must be from 1 to 64.",
        { BatchMax: < 1 or > 10_000 } => "ElasticAccess__Ledger__BatchMax must be from 1 to 10000.",
        { WaitingMax: < 0 or > 1_000_000 } => "ElasticAccess__Ledger__WaitingMax must be from 0 to 1000000.",
        { DeadlineMs: < 100 or > 600_000 } => "ElasticAccess__Ledger__DeadlineMs must be from 100 to 600000.",
        _ => null,
    };
}

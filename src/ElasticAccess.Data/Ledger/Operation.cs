namespace ElasticAccess.Data.Ledger;

/// <summary>
/// Something that moves tokens or changes a line item: says what it needs to know, then decides. It may decide several
/// times, on fresh books each time, and keeps nothing in between.
/// </summary>
internal abstract class Operation<T>(Guid instanceId)
{
    public Guid InstanceId { get; } = instanceId;

    public virtual void Need(Needs needs) => needs.Instances.Add(InstanceId);

    public abstract T Decide(Books books);

    /// <summary>How many requests of a lane's batch it counts as.</summary>
    public virtual int Requests => 1;

    /// <summary>
    /// Refused last when too much waits: it ends what is paid for, or keeps it alive (invariant I52).
    /// </summary>
    public virtual bool IsShedLast => false;

    /// <summary>What the audit calls the thing that is changed, where the path does not say; else null.</summary>
    public virtual string? Name => null;

    /// <summary>
    /// What it is about to change, or has changed, as JSON for the audit; null where there is nothing, and always in
    /// operations that change no settings.
    /// </summary>
    public virtual string? Look(Books books) => null;
}

namespace ElasticAccess.Domain.Supply;

/// <summary>What a PUT or DELETE of a line item may do to the state it finds (contract 6).</summary>
public abstract record LineItemChange
{
    private LineItemChange()
    {
    }

    /// <param name="existing">State of the mapped line item; null when this instance has none of that id.</param>
    /// <param name="managedBy">What the mapped line item must be changed by.</param>
    /// <param name="master">What changes it now; null where it is changed directly.</param>
    /// <param name="isMappedElsewhere">The activation id belongs to another instance.</param>
    public static LineItemChange Put(
        LineItemState? existing, bool isMappedElsewhere, LineItemState wanted, string? managedBy = null,
        string? master = null) =>
        (existing, wanted) switch
        {
            (not null, _) when managedBy is not null && managedBy != master => new ManagedElsewhere(managedBy),
            (not null, _) when managedBy != master => new MappedElsewhere(),
            (null, _) when isMappedElsewhere => new MappedElsewhere(),
            (null, LineItemState.Deployed) => new Created(),
            (null, _) => new MustStartDeployed(),
            (LineItemState.Obsolete, not LineItemState.Obsolete) => new ObsoleteIsFinal(),
            _ => new Replaced(),
        };

    public static LineItemChange Delete(LineItemState? existing, string? managedBy = null) => existing switch
    {
        null => new NotFound(),
        _ when managedBy is not null => new ManagedElsewhere(managedBy),
        LineItemState.Obsolete => new Deleted(),
        _ => new NotObsolete(),
    };

    public sealed record Created : LineItemChange;

    public sealed record Replaced : LineItemChange;

    public sealed record Deleted : LineItemChange;

    public sealed record NotFound : LineItemChange;

    /// <summary>A line item enters the service as DEPLOYED (contract 17.23).</summary>
    public sealed record MustStartDeployed : LineItemChange;

    public sealed record ObsoleteIsFinal : LineItemChange;

    public sealed record MappedElsewhere : LineItemChange;

    /// <summary>It is mapped from another resource, and only changed there.</summary>
    /// <param name="Where">Path of that resource.</param>
    public sealed record ManagedElsewhere(string Where) : LineItemChange;

    public sealed record NotObsolete : LineItemChange;
}

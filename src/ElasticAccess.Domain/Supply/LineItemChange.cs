namespace ElasticAccess.Domain.Supply;

/// <summary>What a PUT or DELETE of a line item may do to the state it finds (contract 6).</summary>
public abstract record LineItemChange
{
    private LineItemChange()
    {
    }

    /// <param name="existing">State of the mapped line item; null when this instance has none of that id.</param>
    /// <param name="isMappedElsewhere">The activation id belongs to another instance.</param>
    public static LineItemChange Put(LineItemState? existing, bool isMappedElsewhere, LineItemState wanted) =>
        (existing, wanted) switch
        {
            (null, _) when isMappedElsewhere => new MappedElsewhere(),
            (null, LineItemState.Deployed) => new Created(),
            (null, _) => new MustStartDeployed(),
            (LineItemState.Obsolete, not LineItemState.Obsolete) => new ObsoleteIsFinal(),
            _ => new Replaced(),
        };

    public static LineItemChange Delete(LineItemState? existing) => existing switch
    {
        null => new NotFound(),
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

    public sealed record NotObsolete : LineItemChange;
}

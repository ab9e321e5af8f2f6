namespace ElasticAccess.Domain.BackOffice;

/// <summary>Where an entitlement or one of its line items stands (contract 19).</summary>
public enum LifeState
{
    /// <summary>Editable and deletable; nothing is mapped.</summary>
    Draft,

    /// <summary>Sold: it can be used, and only quantity, expiration and part number may change.</summary>
    Deployed,

    /// <summary>Suspended; it may come back.</summary>
    Inactive,

    /// <summary>Tried out on an instance of its own; it never becomes anything else.</summary>
    Test,

    /// <summary>Over for good.</summary>
    Obsolete,
}

/// <summary>What somebody wants to do to an entitlement or a line item.</summary>
public enum LifeStep
{
    /// <summary>Change anything.</summary>
    Edit,

    /// <summary>Change quantity, expiration or part number only.</summary>
    Amend,

    Delete,
    Deploy,
    Inactivate,
    Obsolete,
    Test,
}

namespace ElasticAccess.Domain.Supply;

/// <summary>Deleted is ours: hidden from every caller, but its ledger rows stay and refunds still reach it.</summary>
public enum LineItemState
{
    Deployed,
    Inactive,
    Obsolete,
    Deleted,
}

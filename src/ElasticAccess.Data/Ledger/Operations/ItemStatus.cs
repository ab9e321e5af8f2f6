namespace ElasticAccess.Data.Ledger.Operations;

/// <summary>
/// The status of a granted item, as v1.0 numbers it (contract 8.1). The others are the refusals' own values.
/// </summary>
public static class ItemStatus
{
    public const int Granted = 101;
}

using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// A line item that is mapped from another resource, which alone may change it; direct calls are refused.
/// </summary>
/// <param name="ManagedBy">Path of that resource.</param>
/// <param name="IsGone">It is to be deleted, whatever its state.</param>
public sealed record ManagedLineItem(Guid InstanceId, LineItemDetails Details, string ManagedBy, bool IsGone = false);

using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Alerts;

/// <summary>One commit's worth of an instance's history, in the order of its ledger.</summary>
/// <param name="At">When it was written. One before what went ahead of it counts as at the same time.</param>
public abstract record LedgerEvent(Instant At)
{
    /// <summary>What one request moved, judged as a whole: its refunds and its charges belong together.</summary>
    public sealed record Moved(Instant At, IReadOnlyList<Movement> Movements) : LedgerEvent(At);

    /// <summary>A line item became this; <c>used</c> goes on as it was.</summary>
    /// <param name="Allocations">Of its actions, null for one without; null where they stay as they were.</param>
    public sealed record Changed(
        Instant At, LineItem LineItem, IReadOnlyDictionary<Guid, Tokens?>? Allocations) : LedgerEvent(At);

    /// <summary>An alert was made or changed.</summary>
    public sealed record Watched(Instant At, Alert Alert, AlertStatus Status) : LedgerEvent(At);
}

/// <summary>A ledger row as far as alerts ask for it.</summary>
/// <param name="Tokens">Positive for a charge, negative for a refund.</param>
/// <param name="UsageTime">The day and month that it counts in.</param>
public readonly record struct Movement(Guid LineItemId, Guid? ActionId, Tokens Tokens, Instant UsageTime);

using ElasticAccess.Data.Ledger;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Audit;

/// <summary>
/// An administration operation that changed something (contract 19): written in the same transaction, never changed.
/// </summary>
public sealed class AuditRow
{
    public required Guid AuditId { get; init; }

    public required long TimeMs { get; init; }

    /// <summary>Id of the key that was used.</summary>
    public required string Actor { get; init; }

    /// <summary>The operation's id, as the documents name it.</summary>
    public required string Operation { get; init; }

    /// <summary>What was changed: the path without prefix and version.</summary>
    public required string Resource { get; init; }

    /// <summary>JSON; null where there was nothing.</summary>
    public required string? Before { get; init; }

    /// <summary>JSON; null where nothing is left.</summary>
    public required string? After { get; init; }

    internal static void Describe(ModelBuilder model) => model.Entity<AuditRow>(audit =>
    {
        audit.ToTable("audit").HasKey(a => a.AuditId);
        audit.HasIndex(a => new { a.TimeMs, a.AuditId });
    });
}

/// <summary>Who does what to what; the operation itself knows from what to what.</summary>
public sealed record Note(string Actor, string Operation, string Resource)
{
    public AuditRow Row(long timeMs, string? before, string? after) => new()
    {
        AuditId = OrderedId.Next(),
        TimeMs = timeMs,
        Actor = Actor,
        Operation = Operation,
        Resource = Resource,
        Before = before,
        After = after,
    };
}

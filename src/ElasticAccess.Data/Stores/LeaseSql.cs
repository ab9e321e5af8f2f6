using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Stores;

/// <summary>
/// Leases end by the store's own clock: replicas need not agree about time, and a sandbox's clock, which stands still,
/// would keep them for ever.
/// </summary>
internal static class LeaseSql
{
    private const string TakeOf =
        """
        update webhook set lease_id = {0}, lease_until_ms = NOW + {2}
        where webhook_id = {1} and is_enabled and deleted_ms is null and lease_until_ms < NOW
        """;

    private const string KeepOf =
        "update webhook set lease_until_ms = NOW + {2} where webhook_id = {1} and lease_id = {0}";

    private const string Postgres = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
    private const string Sqlite = "cast(unixepoch('subsec') * 1000 as integer)";

    /// <summary>One row when nobody else has it.</summary>
    public static Task<int> TakeAsync(AccessDb db, Guid leaseId, Guid webhookId, long ms, CancellationToken ct) =>
        RunAsync(db, TakeOf, leaseId, webhookId, ms, ct);

    /// <summary>One row while it is still ours; the row is locked until the transaction ends.</summary>
    public static Task<int> KeepAsync(AccessDb db, Guid leaseId, Guid webhookId, long ms, CancellationToken ct) =>
        RunAsync(db, KeepOf, leaseId, webhookId, ms, ct);

    private static Task<int> RunAsync(
        AccessDb db, string sql, Guid leaseId, Guid webhookId, long ms, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(
            sql.Replace("NOW", db.Database.IsNpgsql() ? Postgres : Sqlite, StringComparison.Ordinal),
            [leaseId, webhookId, ms], ct);
}

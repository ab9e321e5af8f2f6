using ElasticAccess.Chaos.Scene;

namespace ElasticAccess.Chaos.Audit;

/// <summary>A session as the database has it.</summary>
/// <param name="State">0 IDLE, 1 ACTIVE, 2 TERMINATED, 3 FAILED.</param>
internal sealed record SessionRow(
    Guid Id, Guid Instance, int State, long Interval, long? ChargedUntilMs, long? IdleSinceMs, long? EndedMs)
{
    private const string All =
        "select session_id, instance_id, state, interval::bigint, charged_until_ms, idle_since_ms, ended_ms "
        + "from session";

    public bool HasEnded => State > 1;

    public static Task<List<SessionRow>> ReadAsync(string connectionString) => Sql.ReadAsync(
        connectionString, All, row => new SessionRow(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetInt64(3),
            row.IsDBNull(4) ? null : row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt64(6)));
}

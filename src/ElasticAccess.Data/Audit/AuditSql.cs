namespace ElasticAccess.Data.Audit;

/// <summary>The same text on both stores, one row at a time.</summary>
internal static class AuditSql
{
    public const string Insert =
        """
        insert into audit (audit_id, time_ms, actor, operation, resource, before, after)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;
}

namespace ElasticAccess.Data.Stores;

/// <summary>What the migration <c>Usage</c> does on both stores.</summary>
internal static class UsageSchema
{
    /// <summary>
    /// The present state of line items since they were made: an earlier one is not known. A deleted one was OBSOLETE.
    /// </summary>
    public const string FirstHistory =
        """
        insert into line_item_history (
            instance_id, line_item_id, n, at_ms, state, quantity, start_ms, end_ms, elastic, rate_table_series,
            overdraft_type, overdraft_limit, reset_frequency)
        select instance_id, line_item_id, 1, created_ms, case when state = 3 then 2 else state end, quantity,
            start_ms, end_ms, elastic, rate_table_series, overdraft_type, overdraft_limit, reset_frequency
        from line_item
        union all
        select instance_id, line_item_id, 2, modified_ms, state, quantity,
            start_ms, end_ms, elastic, rate_table_series, overdraft_type, overdraft_limit, reset_frequency
        from line_item where state = 3;
        """;
}

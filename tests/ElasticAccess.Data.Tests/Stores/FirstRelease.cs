namespace ElasticAccess.Data.Tests.Stores;

/// <summary>
/// Rows as the first release wrote them: a denial and a session's charge in one month, its refund and another charge
/// in others.
/// </summary>
internal static class FirstRelease
{
    public const long WriteMs = 1_790_000_000_000;

    private const string Instance = "'00000000-0000-7000-8000-0000000000A1'";
    private const string LineItem = "'00000000-0000-7000-8000-0000000000B1'";
    private const string Deleted = "'00000000-0000-7000-8000-0000000000B2'";
    private const string Session = "'00000000-0000-7000-8000-0000000000C1'";
    private const string Table = "'00000000-0000-7000-8000-0000000000D1'";

    private const string Entry =
        "insert into entry (instance_id, id, correlation_id, item_index, part, item, version, count_micro, "
        + "requester_type, requester_value, status, usage_ms, sequence, kind, write_ms, line_item_id, session_id, "
        + "interval, refund_of, rate_table_id, tokens_micro, used_micro, quantity, rate_micro) values ("
        + Instance + ", " + Session + ", " + Session + ", 0, 0, 'a', '', 1000000, 'user', 'maria', 0, 20, ";

    public static readonly string[] Rows =
    [
        $"insert into instance values ({Instance}, 'test', 'account', true, 1, 1)",
        $"insert into ledger_head (instance_id, sequence) values ({Instance}, 4)",
        $"""
        insert into rate_table (rate_table_id, series, version, effective_from_ms, created_ms)
        values ({Table}, '', '1', 0, 0)
        """,
        $"""
        insert into rate_table_item (rate_table_id, name, version, position, rate_micro)
        values ({Table}, 'a', '', 0, 3000000)
        """,
        $"insert into activation (activation_id, instance_id) values ('A', {Instance})",
        LineItemSql(LineItem, state: 0, used: 3_000_000),
        LineItemSql(Deleted, state: 3, used: 0),
        $"{Entry} 1, 3, {WriteMs}, null, null, null, null, null, 0, null, null, null)",
        $"{Entry} 2, 0, {WriteMs}, {LineItem}, {Session}, 1, null, {Table}, 3000000, 3000000, 10, 3000000)",
        $"{Entry} 3, 2, {WriteMs + 3_000_000_000}, {LineItem}, {Session}, 1, 2, {Table}, -3000000, 0, 10, 3000000)",
        $"{Entry} 4, 0, {WriteMs - 9_000_000_000}, {LineItem}, null, null, null, {Table}, 3000000, 3000000, 10, "
        + "3000000)",
        $"""
        insert into session (instance_id, session_id, revision, state, created_ms, items, item_names, interval,
            period_ms, awaits_heartbeat, charge_from, charge_to)
        values ({Instance}, {Session}, 1, 1, 1, '[]', '[]', 1, 1, false, 2, 2)
        """,
    ];

    /// <summary>The session's interval charged again, and its charge refunded again, in another month.</summary>
    public static readonly string[] Twice =
    [
        $"{Entry} 5, 0, {WriteMs + 9_000_000_000}, {LineItem}, {Session}, 1, null, {Table}, 1, 1, 10, 1)",
        $"{Entry} 5, 2, {WriteMs + 9_000_000_000}, {LineItem}, {Session}, 2, 2, {Table}, -1, 1, 10, 1)",
    ];

    private static string LineItemSql(string id, int state, long used) =>
        $"""
        insert into line_item (instance_id, line_item_id, activation_id, state, quantity, start_ms, end_ms, elastic,
            overdraft_type, used_micro, created_ms, modified_ms)
        values ({Instance}, {id}, 'A', {state}, 10, 0, 99, true, 0, {used}, 5, 9)
        """;
}

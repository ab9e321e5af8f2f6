using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>
/// Writes line items and their history in bulk: one statement for all that are new, one for all that are replaced.
/// </summary>
internal static class PostgresLineItems
{
    private const string FreeActivations =
        """
        delete from activation a using unnest($1, $2) as b (activation_id, instance_id)
        where a.activation_id = b.activation_id and a.instance_id = b.instance_id
        """;

    private const string ClaimActivations =
        "insert into activation (activation_id, instance_id) select * from unnest($1, $2)";

    private const string Insert =
        $"""
        insert into line_item ({LineItemRows.Columns})
        select instance_id, line_item_id, activation_id, state, quantity, start_ms, end_ms, elastic, rate_table_series,
            overdraft_type, overdraft_limit, reset_frequency, 0, created_ms, modified_ms, managed_by
        from {All}
        """;

    private const string Replace =
        $"""
        update line_item l set activation_id = b.activation_id, state = b.state, quantity = b.quantity,
            start_ms = b.start_ms, end_ms = b.end_ms, elastic = b.elastic, rate_table_series = b.rate_table_series,
            overdraft_type = b.overdraft_type, overdraft_limit = b.overdraft_limit,
            reset_frequency = b.reset_frequency, created_ms = b.created_ms, modified_ms = b.modified_ms,
            managed_by = b.managed_by
        from {All}
        where l.instance_id = b.instance_id and l.line_item_id = b.line_item_id
        """;

    private const string All =
        """
        unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as b (instance_id, line_item_id,
            activation_id, state, quantity, start_ms, end_ms, elastic, rate_table_series, overdraft_type,
            overdraft_limit, reset_frequency, created_ms, modified_ms, managed_by)
        """;

    // Changes of one line item in one batch follow each other as they were made.
    private const string InsertHistory =
        $"""
        insert into line_item_history ({LineItemRows.HistoryColumns})
        select b.instance_id, b.line_item_id,
            coalesce((select max(n) from line_item_history h
                      where h.instance_id = b.instance_id and h.line_item_id = b.line_item_id), 0)
                + row_number() over (partition by b.instance_id, b.line_item_id order by b.place),
            at_ms, state, quantity, start_ms, end_ms, elastic, rate_table_series, overdraft_type, overdraft_limit,
            reset_frequency, sequence, allocations,
            coalesce((select max(change) from line_item_history h where h.instance_id = b.instance_id), 0)
                + row_number() over (partition by b.instance_id order by b.place)
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) with ordinality as b (instance_id,
            line_item_id, at_ms, state, quantity, start_ms, end_ms, elastic, rate_table_series, overdraft_type,
            overdraft_limit, reset_frequency, sequence, allocations, place)
        """;

    public static void AddWrites(NpgsqlBatch batch, InstanceBook[] working)
    {
        var replaced = working.SelectMany(book => book.LineItemChanges.Replaced).ToArray();
        var added = working.SelectMany(book => book.LineItemChanges.Added).ToArray();

        // One that came and went within the batch leaves its activation id to whoever is next.
        var freed = Array.FindAll(replaced, row => row.State == LineItemState.Deleted);
        var claimed = Array.FindAll(added, row => row.State != LineItemState.Deleted);
        Add(batch, Replace, replaced, Values);
        Add(batch, FreeActivations, freed, Activations);
        Add(batch, ClaimActivations, claimed, Activations);
        Add(batch, Insert, added, Values);
        Add(batch, InsertHistory, [.. working.SelectMany(book => book.History)], HistoryValues);
    }

    private static void Add<T>(NpgsqlBatch batch, string sql, T[] rows, Func<T[], NpgsqlParameter[]> values)
    {
        if (rows.Length > 0)
        {
            batch.BatchCommands.Add(Command(sql, values(rows)));
        }
    }

    private static NpgsqlParameter[] Activations(LineItemRow[] rows) =>
        [Column(rows, r => r.ActivationId), Column(rows, r => r.InstanceId)];

    private static NpgsqlParameter[] Values(LineItemRow[] rows) =>
    [
        Column(rows, r => r.InstanceId),
        Column(rows, r => r.LineItemId),
        Column(rows, r => r.ActivationId),
        Column(rows, r => (int)r.State),
        Column(rows, r => r.Quantity),
        Column(rows, r => r.StartMs),
        Column(rows, r => r.EndMs),
        Column(rows, r => r.Elastic),
        Column(rows, r => r.RateTableSeries),
        Column(rows, r => (int)r.OverdraftType),
        Column(rows, r => r.OverdraftLimit),
        Column(rows, r => r.ResetFrequency),
        Column(rows, r => r.CreatedMs),
        Column(rows, r => r.ModifiedMs),
        Column(rows, r => r.ManagedBy),
    ];

    private static NpgsqlParameter[] HistoryValues(LineItemHistoryRow[] rows) =>
    [
        Column(rows, r => r.InstanceId),
        Column(rows, r => r.LineItemId),
        Column(rows, r => r.AtMs),
        Column(rows, r => (int)r.State),
        Column(rows, r => r.Quantity),
        Column(rows, r => r.StartMs),
        Column(rows, r => r.EndMs),
        Column(rows, r => r.Elastic),
        Column(rows, r => r.RateTableSeries),
        Column(rows, r => (int)r.OverdraftType),
        Column(rows, r => r.OverdraftLimit),
        Column(rows, r => r.ResetFrequency),
        Column(rows, r => r.Sequence),
        Column(rows, r => r.Allocations),
    ];
}

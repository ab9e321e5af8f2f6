using System.Globalization;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>Ledger rows as charges write them, by SQL, since no benchmark can wait for ten million charges.</summary>
internal static class LedgerFill
{
    /// <summary>As long as rows are filled in for.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2_400_000);

    private const int Items = 10;
    private const int Requesters = 20;
    private const int ChunkRows = 500_000;

    private const string Leave =
        """
        insert into usage_head (instance_id, sequence, dropped_rows, dropped_sequence)
            select instance_id, sequence, 0, 0 from bench
            on conflict (instance_id) do update set sequence = excluded.sequence;
        update ledger_head h set sequence = b.sequence from bench b where b.instance_id = h.instance_id
        """;

    /// <summary>So many in all, in turn over the instances that are there.</summary>
    /// <param name="startMs">Of the first; its month's partition is made where there is none.</param>
    /// <param name="counting">
    /// Heads and balances follow, so that the service catches up meanwhile; otherwise none of them counts yet.
    /// </param>
    public static async Task InsertAsync(string database, int rows, long startMs, bool counting = false)
    {
        await Sql.ExecuteAsync(
            database,
            string.Create(CultureInfo.InvariantCulture, $"select ea_entry_months({startMs}, 0)"));
        await Sql.ExecuteAsync(
            database,
            """
            create table bench as
                select row_number() over (order by instance_id) - 1 as n, instance_id, line_item_id,
                    (select min(rate_table_id::text)::uuid from rate_table) as rate_table_id, 0::bigint as sequence
                from (select distinct on (instance_id) instance_id, line_item_id from line_item
                      order by instance_id, line_item_id) l
            """);
        for (var from = 0; from < rows; from += ChunkRows)
        {
            var to = Math.Min(from + ChunkRows, rows);

            // Each row's line item is there, and looking for it is a third of the time.
            await Sql.ExecuteAsync(database, string.Create(CultureInfo.InvariantCulture, $$"""
                set session_replication_role = replica;
                insert into entry (instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id,
                    item, version, count_micro, rate_micro, rate_table_id, tokens_micro, used_micro, quantity,
                    requester_type, requester_value, dictionary, status, usage_ms, write_ms)
                select b.instance_id, i / m.instances + 1, gen_random_uuid(), 0, gen_random_uuid(), 0, 0,
                    b.line_item_id, 'item-' || chance % {{Items}}, '', 1000000, 1000000, b.rate_table_id, 1000000,
                    (i / m.instances + 1) * 1000000, 1000000000000, 'user',
                    'user-' || chance / {{Items}} % {{Requesters}},
                    '{"department":"' || chance / {{Items}} % 5 || '"}', 0, at, at
                from (select i, {{startMs}} + i * 2400000000 / {{rows}} as at,
                          i * 2654435761 % 1000003 as chance
                      from generate_series({{from}}::bigint, {{to}} - 1) i) s
                cross join (select count(*) as instances from bench) m
                join bench b on b.n = i % m.instances;
                """));
            await Sql.ExecuteAsync(database, string.Create(CultureInfo.InvariantCulture, $"""
                update bench set sequence = ({to} - n + (select count(*) from bench) - 1) / (select count(*) from bench)
                """));
            if (counting)
            {
                await CountAsync(database);
            }
        }
    }

    /// <summary>From now on the rows count, in balances too; the service catches up with them.</summary>
    public static Task CountAsync(string database) => Sql.ExecuteAsync(
        database,
        """
        update line_item l set used_micro = b.sequence * 1000000
        from bench b where b.instance_id = l.instance_id and b.line_item_id = l.line_item_id;
        update ledger_head h set sequence = b.sequence from bench b where b.instance_id = h.instance_id
        """);

    /// <summary>They stand there as years-old ones do: caught up with, and in no balance.</summary>
    public static async Task LeaveAsync(string database)
    {
        await Sql.ExecuteAsync(database, Leave);
        await Sql.ExecuteAsync(database, "vacuum analyze");
    }
}

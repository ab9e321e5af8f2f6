using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ElasticAccess.Benchmarks.Contestants;

/// <summary>What <see cref="LedgerFill"/> is to PostgreSQL, for a file that no service has open.</summary>
internal static class SqliteFill
{
    private const string Bench =
        """
        create table bench as
            select row_number() over (order by instance_id) - 1 as n, instance_id, min(line_item_id) as line_item_id,
                (select min(rate_table_id) from rate_table) as rate_table_id
            from line_item group by instance_id;
        create unique index bench_n on bench (n);
        """;

    private const string Insert =
        """
        with recursive s(i) as (select 0 union all select i + 1 from s where i + 1 < $rows)
        insert into entry (instance_id, sequence, id, kind, correlation_id, item_index, part, line_item_id,
            item, version, count_micro, rate_micro, rate_table_id, tokens_micro, used_micro, quantity,
            requester_type, requester_value, dictionary, status, usage_ms, write_ms)
        select b.instance_id, i / $instances + 1, new_id(), 0, new_id(), 0, 0, b.line_item_id,
            'item-' || chance % 10, '', 1000000, 1000000, b.rate_table_id, 1000000,
            (i / $instances + 1) * 1000000, 1000000000000, 'user', 'user-' || chance / 10 % 20,
            '{"department":"' || chance / 10 % 5 || '"}', 0, at, at
        from (select i, $start + i * 2400000000 / $rows as at, i * 2654435761 % 1000003 as chance from s)
        join bench b on b.n = i % $instances
        """;

    private const string Count =
        """
        update ledger_head set sequence = e.sequence
        from (select instance_id, max(sequence) as sequence from entry group by instance_id) e
        where e.instance_id = ledger_head.instance_id;
        update line_item set used_micro = h.sequence * 1000000
        from ledger_head h where h.instance_id = line_item.instance_id;
        """;

    /// <summary>So many in all, in turn over the instances that are there; balances count them.</summary>
    /// <param name="startMs">They are of the 2,400,000 seconds from then on.</param>
    public static void Fill(string database, int rows, int instances, long startMs)
    {
        Execute(database, Bench);
        Execute(database, Insert, ("$rows", rows), ("$instances", instances), ("$start", startMs));
        Execute(database, Count);
    }

    public static string? Execute(string database, string sql, params (string Name, long Value)[] parameters)
    {
        using var connection = new SqliteConnection($"{database};Pooling=false");
        connection.Open();
        connection.CreateFunction("new_id", () => Guid.NewGuid().ToString().ToUpperInvariant());
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

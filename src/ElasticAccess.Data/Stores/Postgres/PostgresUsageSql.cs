using static ElasticAccess.Data.Stores.UsageRoundSql;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>A round of catching up in one statement; it returns how many ledger rows it took in.</summary>
internal static class PostgresUsageSql
{
    /// <summary>Half of a SHA-256, so that nobody can make two requesters of one id.</summary>
    public const string WhoId =
        """
        substr(encode(sha256(convert_to(
            length(requester_type) || ':' || length(requester_value) || ':' || requester_type || requester_value
            || coalesce(':' || dictionary, ''), 'UTF8')), 'hex'), 1, 32)::uuid
        """;

    // The row before the first is read for what it has in common with it.
    public const string Round =
        $"""
        with piece as (select * from unnest($1, $2, $3) as p (instance_id, was, upto)),
        taken as materialized (
            select p.was, e.* from piece p cross join lateral (
                select tableoid as month, instance_id, sequence, kind, correlation_id, item_index, line_item_id, item,
                    version, count_micro, tokens_micro, requester_type, requester_value, dictionary, usage_ms, write_ms,
                    usage_ms - usage_ms % 900000 as quarter_ms
                from entry where instance_id = p.instance_id and sequence >= p.was and sequence <= p.upto
                order by sequence offset 0) e),
        marked as (
            select *, {Marks} from taken window w as (partition by instance_id order by sequence)),
        numbered as materialized (
            select *, sum(is_new::int) over (partition by instance_id order by sequence) as range
            from marked where sequence > was),
        feed as (
            insert into usage_feed (instance_id, from_sequence, to_sequence, position, min_usage_ms, max_usage_ms,
                min_write_ms, max_write_ms)
            select instance_id, min(sequence), max(sequence),
                (select coalesce(max(position), 0) from usage_feed)
                    + row_number() over (order by instance_id, min(sequence)),
                min(usage_ms), max(usage_ms), min(write_ms), max(write_ms)
            from numbered group by instance_id, range),
        fine as materialized (
            select *, {WhoId} as who_id, {Nobody}::uuid as nobody from (
                select instance_id, quarter_ms, coalesce(line_item_id, {Nobody}) as line_item_id, item, version,
                    requester_type, requester_value, dictionary, {Sums}
                from numbered
                group by instance_id, quarter_ms, coalesce(line_item_id, {Nobody}), item, version,
                    requester_type, requester_value, dictionary) sums),
        who as (
            insert into usage_who (instance_id, who_id, requester_type, requester_value, dictionary)
            select distinct on (instance_id, who_id) instance_id, who_id, requester_type, requester_value, dictionary
            from fine order by instance_id, who_id
            on conflict do nothing),
        rolled as (
            insert into usage_rollup ({RollupColumns})
            {Grains}
            {AddUp}),
        heads as (
            insert into usage_head (instance_id, sequence, dropped_rows, dropped_sequence)
            select instance_id, upto, 0, 0 from piece
            on conflict (instance_id) do update set sequence = excluded.sequence)
        select count(*) from numbered
        """;
}

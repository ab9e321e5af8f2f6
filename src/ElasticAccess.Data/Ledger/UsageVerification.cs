using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Ledger;

/// <summary>
/// Reconciles ledger rows, roll-ups, the feed and balances. Where months were dropped, their roll-ups stand for them.
/// </summary>
internal static class UsageVerification
{
    // Each row up to the watermark, with its requester's id.
    private const string Used =
        $"""
        with read as (
            select e.*, 0 as was, 0 as month, e.usage_ms - e.usage_ms % 900000 as quarter_ms from entry e),
        used as (
            select r.*, coalesce(r.line_item_id, {UsageRoundSql.Nobody}) as charged_id, w.who_id,
                coalesce(case when 1 = 0 then w.who_id end, {UsageRoundSql.Nobody}) as nobody, u.dropped_usage_ms
            from (select *, {UsageRoundSql.Marks} from read window w as (partition by instance_id order by sequence)) r
            join usage_head u on u.instance_id = r.instance_id and r.sequence <= u.sequence
            left join usage_who w on w.instance_id = r.instance_id and w.requester_type = r.requester_type
                and w.requester_value = r.requester_value and coalesce(w.dictionary, '') = coalesce(r.dictionary, ''))
        """;

    private const string RolledUp =
        $"""
        {Used}
        select instance_id, grain, bucket_ms, line_item_id, item, version, who_id from (
            select instance_id, 0 as grain, quarter_ms as bucket_ms, charged_id as line_item_id, item, version,
                nobody as who_id, {UsageRoundSql.Sums}
            from used where quarter_ms > coalesce(dropped_usage_ms, -1)
            group by instance_id, quarter_ms, charged_id, item, version, nobody
            union all
            select instance_id, 1, usage_ms - usage_ms % 86400000, charged_id, item, version,
                nobody, {UsageRoundSql.Sums}
            from used where usage_ms - usage_ms % 86400000 > coalesce(dropped_usage_ms, -1)
            group by instance_id, usage_ms - usage_ms % 86400000, charged_id, item, version, nobody
            union all
            select instance_id, 2, usage_ms - usage_ms % 86400000, charged_id, item, version, who_id,
                {UsageRoundSql.Sums}
            from used where usage_ms - usage_ms % 86400000 > coalesce(dropped_usage_ms, -1)
            group by instance_id, usage_ms - usage_ms % 86400000, charged_id, item, version, who_id
            union all
            select r.instance_id, grain, bucket_ms, line_item_id, item, version, who_id,
                -charged_thousands, -charged_micro, -refunded_thousands, -refunded_micro, -count_thousands,
                -count_micro, -denials
            from usage_rollup r left join usage_head u on u.instance_id = r.instance_id
            where bucket_ms > coalesce(u.dropped_usage_ms, -1)) both_sides
        group by instance_id, grain, bucket_ms, line_item_id, item, version, who_id
        having sum(charged_thousands) <> 0 or sum(charged_micro) <> 0 or sum(refunded_thousands) <> 0
            or sum(refunded_micro) <> 0 or sum(count_thousands) <> 0 or sum(count_micro) <> 0 or sum(denials) <> 0
        """;

    public static readonly (string Id, string Statement, string Count, string Violations)[] Checks =
    [
        ("I1", "used is the sum of the line item's roll-ups and of its rows that are not yet in them",
            "select count(*) from line_item",
            """
            select l.instance_id, l.activation_id, l.used_micro, coalesce(p.thousands, 0), coalesce(p.micro, 0)
            from line_item l
            left join (
                select instance_id, line_item_id, sum(thousands) as thousands, sum(micro) as micro from (
                    select instance_id, line_item_id, charged_thousands - refunded_thousands as thousands,
                        charged_micro - refunded_micro as micro
                    from usage_rollup where grain = 1
                    union all
                    select e.instance_id, e.line_item_id, e.tokens_micro / 1000000000, e.tokens_micro % 1000000000
                    from entry e left join usage_head u on u.instance_id = e.instance_id
                    where e.line_item_id is not null and e.sequence > coalesce(u.sequence, 0)) parts
                group by instance_id, line_item_id) p
                on p.instance_id = l.instance_id and p.line_item_id = l.line_item_id
            where l.used_micro <> coalesce(p.thousands * 1000000000 + p.micro, 0)
            """),
        ("I1", "each roll-up is the sum of its ledger rows", "select count(*) from usage_rollup", RolledUp),
        ("I33", "rows that were dropped after their time are counted",
            "select count(*) from usage_head",
            """
            select u.instance_id, u.dropped_rows, u.dropped_sequence, count(e.sequence) from usage_head u
            left join entry e on e.instance_id = u.instance_id and e.sequence <= u.dropped_sequence
            where u.dropped_rows > 0
            group by u.instance_id, u.dropped_rows, u.dropped_sequence
            having u.dropped_sequence <> u.dropped_rows + count(e.sequence)
            """),
        ("I35", "the feed holds each ledger row up to the watermark once, in order",
            "select count(*) from usage_feed",
            """
            select instance_id, from_sequence from (
                select f.*, coalesce(u.dropped_sequence, 0) as dropped, u.instance_id as head,
                    lag(f.to_sequence) over (partition by f.instance_id order by f.from_sequence) as was_to,
                    lag(f.position) over (partition by f.instance_id order by f.from_sequence) as was_at
                from usage_feed f left join usage_head u on u.instance_id = f.instance_id) ranges
            where head is null or to_sequence < from_sequence or position <= coalesce(was_at, 0)
                or (from_sequence <> coalesce(was_to, 0) + 1 and from_sequence > dropped + 1)
            union all
            select u.instance_id, u.sequence from usage_head u
            left join (select instance_id, max(to_sequence) as last from usage_feed group by instance_id) f
                on f.instance_id = u.instance_id
            where coalesce(f.last, u.dropped_sequence) <> u.sequence
            """),
        ("I35", "no two ranges of the feed have one position",
            "select count(*) from usage_feed",
            "select position, count(*) from usage_feed group by position having count(*) > 1"),
        ("I35", "each range of the feed holds its rows, and none of another time",
            "select count(*) from usage_feed",
            """
            select f.instance_id, f.from_sequence from usage_feed f
            left join usage_head u on u.instance_id = f.instance_id
            where f.to_sequence > coalesce(u.dropped_sequence, 0) and f.to_sequence - f.from_sequence + 1 <> (
                select count(*) from entry e
                where e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                    and e.usage_ms between f.min_usage_ms and f.max_usage_ms
                    and e.write_ms between f.min_write_ms and f.max_write_ms)
            """),
    ];
}

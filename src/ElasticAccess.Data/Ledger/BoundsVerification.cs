using System.Data.Common;

namespace ElasticAccess.Data.Ledger;

/// <summary>Bounds, prices and conservation, from the ledger rows.</summary>
internal static class BoundsVerification
{
    // The history has no place in the order of the ledger, and clocks of replicas differ. So a charge is held to the
    // quantity that its own row names, and to the largest overdraft that the line item ever had.
    public static readonly (string Id, string Statement, string Count, string Violations)[] Checks =
    [
        ("I2", "no charge took used above quantity and overdraft, and no refund below 0",
            "select count(*) from entry where line_item_id is not null",
            """
            select e.instance_id, e.sequence, e.used_micro, e.quantity from entry e
            left join (
                select instance_id, line_item_id,
                    max(case when overdraft_type = 2 then 1 else 0 end) as unlimited,
                    max(case when overdraft_type = 1 then coalesce(overdraft_limit, 0) else 0 end) as overdraft
                from line_item_history group by instance_id, line_item_id) h
                on h.instance_id = e.instance_id and h.line_item_id = e.line_item_id
            where e.line_item_id is not null and (e.used_micro < 0
                or (e.kind in (0, 1) and e.tokens_micro > 0 and coalesce(h.unlimited, 0) = 0
                    and e.used_micro > cast(e.quantity + coalesce(h.overdraft, 0) as numeric) * 1000000))
            """),
        ("I5", "each charge was made at the rate that its table gives the item",
            "select count(*) from entry where kind in (0, 1)",
            """
            select e.instance_id, e.sequence, e.rate_micro, i.rate_micro from entry e
            join rate_table t on t.rate_table_id = e.rate_table_id
            left join rate_table_item i
                on i.rate_table_id = e.rate_table_id and i.name = e.item and i.version = e.version
            where e.kind in (0, 1) and (i.name is null or i.rate_micro <> e.rate_micro or e.rate_micro is null)
            """),
        ("I9", "what was entitled is what is left, and what the ledger says was used, less what was overdrawn",
            "select count(*) from line_item",
            """
            select l.instance_id, l.activation_id, h.quantity, l.quantity, l.used_micro, coalesce(e.sum, 0)
            from line_item l
            left join (
                select instance_id, line_item_id, quantity,
                    row_number() over (partition by instance_id, line_item_id order by n desc) as back
                from line_item_history) h
                on h.instance_id = l.instance_id and h.line_item_id = l.line_item_id and h.back = 1
            left join (select instance_id, line_item_id, sum(tokens_micro) as sum from entry
                       where line_item_id is not null group by instance_id, line_item_id) e
                on e.instance_id = l.instance_id and e.line_item_id = l.line_item_id
            left join usage_head u on u.instance_id = l.instance_id
            where coalesce(u.dropped_rows, 0) = 0 and (h.quantity is null
                or cast(h.quantity as numeric) * 1000000 <>
                    case when l.used_micro < l.quantity * 1000000
                        then cast(l.quantity as numeric) * 1000000 - l.used_micro else 0 end
                    + coalesce(e.sum, 0)
                    - case when l.used_micro > l.quantity * 1000000
                        then l.used_micro - cast(l.quantity as numeric) * 1000000 else 0 end)
            """),
    ];

    /// <summary>For each item that was granted: what it cost, and from which rates to which.</summary>
    public const string Granted =
        """
        select instance_id, min(sequence), count_micro, min(rate_micro), max(rate_micro), sum(tokens_micro)
        from entry e where kind in (0, 1)
        group by instance_id, correlation_id, e.interval, item_index, count_micro
        """;

    public const string GrantedStatement =
        "an item's rows add up to count times rate, rounded once; with several rates, to something between";

    /// <summary>Products of two amounts are beyond what SQLite counts with.</summary>
    public static bool IsPriced(DbDataReader granted)
    {
        if (granted.IsDBNull(3))
        {
            return false;
        }

        var (count, least, most) = (granted.GetInt64(2), granted.GetInt64(3), granted.GetInt64(4));
        var tokens = Convert.ToInt64(granted.GetValue(5), null);
        return least == most
            ? tokens == Rounded(count, least)
            : tokens >= Rounded(count, least) - 1 && tokens <= Rounded(count, most) + 1;
    }

    private static Int128 Rounded(long count, long rate)
    {
        var (tokens, rest) = Int128.DivRem((Int128)count * rate, Domain.Tokens.MicroPerToken);
        var twice = (2 * rest).CompareTo(Domain.Tokens.MicroPerToken);
        return tokens + (twice > 0 || (twice == 0 && Int128.IsOddInteger(tokens)) ? 1 : 0);
    }
}

namespace ElasticAccess.Data.Stores;

/// <summary>The parts of a round that are the same text on both stores.</summary>
internal static class UsageRoundSql
{
    public const string Nobody = "'00000000-0000-0000-0000-000000000000'";

    /// <summary>
    /// What is counted of a row: a split item at its first part, which is the one that does not follow a row of the
    /// same kind, request and item.
    /// </summary>
    public const string Marks =
        """
        kind in (0, 1) and not (
            kind = coalesce(lag(kind) over w, -1)
            and correlation_id = lag(correlation_id) over w
            and item_index = lag(item_index) over w) as is_first,
        sequence = was + 1 or quarter_ms <> lag(quarter_ms) over w or month <> lag(month) over w as is_new
        """;

    /// <summary>Sums of rows alike, in thousands of tokens and the rest, which 64 bits hold.</summary>
    public const string Sums =
        """
        cast(sum(case when kind in (0, 1) then tokens_micro / 1000000000 else 0 end) as bigint) as charged_thousands,
        cast(sum(case when kind in (0, 1) then tokens_micro % 1000000000 else 0 end) as bigint) as charged_micro,
        cast(sum(case when kind = 2 then -tokens_micro / 1000000000 else 0 end) as bigint) as refunded_thousands,
        cast(sum(case when kind = 2 then -tokens_micro % 1000000000 else 0 end) as bigint) as refunded_micro,
        cast(sum(case when is_first then count_micro / 1000000000 else 0 end) as bigint) as count_thousands,
        cast(sum(case when is_first then count_micro % 1000000000 else 0 end) as bigint) as count_micro,
        cast(sum(case when kind = 3 then 1 else 0 end) as bigint) as denials
        """;

    public const string SumColumns =
        "charged_thousands, charged_micro, refunded_thousands, refunded_micro, count_thousands, count_micro, denials";

    public const string Again =
        """
        cast(sum(charged_thousands) as bigint), cast(sum(charged_micro) as bigint),
        cast(sum(refunded_thousands) as bigint), cast(sum(refunded_micro) as bigint),
        cast(sum(count_thousands) as bigint), cast(sum(count_micro) as bigint), cast(sum(denials) as bigint)
        """;

    public const string RollupColumns =
        $"instance_id, grain, bucket_ms, line_item_id, item, version, who_id, {SumColumns}";

    /// <summary>Adds to what is there.</summary>
    public const string AddUp =
        """
        on conflict (instance_id, grain, bucket_ms, line_item_id, item, version, who_id) do update set
            charged_thousands = usage_rollup.charged_thousands + excluded.charged_thousands,
            charged_micro = usage_rollup.charged_micro + excluded.charged_micro,
            refunded_thousands = usage_rollup.refunded_thousands + excluded.refunded_thousands,
            refunded_micro = usage_rollup.refunded_micro + excluded.refunded_micro,
            count_thousands = usage_rollup.count_thousands + excluded.count_thousands,
            count_micro = usage_rollup.count_micro + excluded.count_micro,
            denials = usage_rollup.denials + excluded.denials
        """;

    /// <summary>The three grains, of sums by quarter hour and who.</summary>
    public const string Grains =
        $"""
        select instance_id, 0, quarter_ms, line_item_id, item, version, nobody, {Again} from fine
        group by instance_id, quarter_ms, line_item_id, item, version, nobody
        union all
        select instance_id, 1, quarter_ms - quarter_ms % 86400000, line_item_id, item, version, nobody, {Again}
        from fine group by instance_id, quarter_ms - quarter_ms % 86400000, line_item_id, item, version, nobody
        union all
        select instance_id, 2, quarter_ms - quarter_ms % 86400000, line_item_id, item, version, who_id, {Again}
        from fine group by instance_id, quarter_ms - quarter_ms % 86400000, line_item_id, item, version, who_id
        """;
}

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

    /// <summary>Sums of rows alike, in thousands of tokens and the rest; only whole numbers of 64 bits in between.</summary>
    public const string Sums =
        """
        sum(case when kind in (0, 1) then tokens_micro / 1000000000 else 0 end) as charged_thousands,
        sum(case when kind in (0, 1) then tokens_micro % 1000000000 else 0 end) as charged_micro,
        sum(case when kind = 2 then -tokens_micro / 1000000000 else 0 end) as refunded_thousands,
        sum(case when kind = 2 then -tokens_micro % 1000000000 else 0 end) as refunded_micro,
        sum(case when is_first then count_micro / 1000000000 else 0 end) as count_thousands,
        sum(case when is_first then count_micro % 1000000000 else 0 end) as count_micro,
        sum(case when kind = 3 then 1 else 0 end) as denials
        """;

    public const string SumColumns =
        "charged_thousands, charged_micro, refunded_thousands, refunded_micro, count_thousands, count_micro, denials";

    public const string Again =
        """
        sum(charged_thousands), sum(charged_micro), sum(refunded_thousands), sum(refunded_micro),
        sum(count_thousands), sum(count_micro), sum(denials)
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

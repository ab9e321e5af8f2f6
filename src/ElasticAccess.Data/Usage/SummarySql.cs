using System.Globalization;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Data.Usage;

/// <summary>
/// The query of one source: grouped by what the source itself has, then joined with the names that the key shows.
/// </summary>
internal static class SummarySql
{
    public static Query Make(
        SummarySource source, SummarySpan[] spans, UsageFilter filter, SummaryColumns by, Func<string, string> bucketOf)
    {
        var isRows = source == SummarySource.Rows;
        var keys = Keys(by, isRows, bucketOf(isRows ? "s.usage_ms" : "s.bucket_ms"));
        var query = new Query().Add($"select {Shown(by, isRows)} {Sums("a", UsageRoundSql.SumColumns)}")
            .Add($"from (select {string.Concat(keys.Select(key => $"{key.Sql} as {key.Name}, "))}")
            .Add(isRows ? UsageRoundSql.Sums : Summed)
            .Add("from (");
        _ = isRows ? AddRows(query, spans, filter) : AddRollups(query, source, spans, filter);
        query.Add(") s");
        if (keys.Count > 0)
        {
            query.Add($"group by {string.Join(", ", Enumerable.Range(1, keys.Count))}");
        }

        query.Add(") a");
        if (by.IsByAccount)
        {
            query.Add("join instance i on i.instance_id = a.instance_id");
        }

        if (by.IsByLineItem)
        {
            query.Add("left join line_item l on l.instance_id = a.instance_id and l.line_item_id = a.line_item_id");
        }

        if (by.IsByWho && !isRows)
        {
            query.Add("join usage_who w on w.instance_id = a.instance_id and w.who_id = a.who_id");
        }

        // Without a group by, no row at all would come as one of nulls.
        return query.Add("where a.denials is not null");
    }

    private static string Summed => string.Join(", ", UsageRoundSql.SumColumns.Split(", ").Select(column =>
        $"sum(s.{column}) as {column}"));

    private static string Sums(string alias, string columns) => string.Join(", ", columns.Split(", ").Select(column =>
        $"cast({alias}.{column} as bigint)"));

    private static List<(string Name, string Sql)> Keys(SummaryColumns by, bool isRows, string bucket)
    {
        var keys = new List<(string, string)>();
        void Add(bool isBy, params ReadOnlySpan<string> columns)
        {
            foreach (var column in columns)
            {
                if (isBy)
                {
                    keys.Add((column, $"s.{column}"));
                }
            }
        }

        if (by.IsByTime)
        {
            keys.Add(("bucket", bucket));
        }

        Add(by.IsByInstance || by.IsByAccount || by.IsByLineItem || (by.IsByWho && !isRows), "instance_id");
        Add(by.IsByLineItem, "line_item_id");
        Add(by.IsByItem, "item");
        Add(by.IsByVersion, "version");
        Add(by.IsByWho && !isRows, "who_id");
        Add(by.IsByRequester && isRows, "requester_type", "requester_value");
        Add(by.IsByDictionary && isRows, "dictionary");
        return keys;
    }

    private static string Shown(SummaryColumns by, bool isRows)
    {
        var who = isRows ? "a" : "w";
        (bool IsBy, string Column)[] columns =
        [
            (by.IsByTime, "a.bucket"), (by.IsByInstance, "a.instance_id"), (by.IsByAccount, "i.account_id"),
            (by.IsByLineItem, "l.activation_id"), (by.IsByItem, "a.item"), (by.IsByVersion, "a.version"),
            (by.IsByRequester, $"{who}.requester_type"), (by.IsByRequester, $"{who}.requester_value"),
            (by.IsByDictionary, $"{who}.dictionary"),
        ];
        return string.Concat(columns.Where(column => column.IsBy).Select(column => $"{column.Column}, "));
    }

    private static Query AddRollups(Query query, SummarySource source, SummarySpan[] spans, UsageFilter filter)
    {
        query.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"select * from usage_rollup r where r.grain = {(int)source} and {Within(spans, "r.bucket_ms")}"))
            .AddInstances(filter, "r.instance_id");
        if (filter.Item is { } item)
        {
            query.Add("and r.item = {0}", item);
        }

        return filter.Requester is { } requester
            ? query.Add(
                """
                and exists (select 1 from usage_who w where w.instance_id = r.instance_id and w.who_id = r.who_id
                    and w.requester_value = {0})
                """,
                requester)
            : query;
    }

    // A range of the feed was used within one quarter hour. The row before, of the same item, marks a later part.
    private static Query AddRows(Query query, SummarySpan[] spans, UsageFilter filter)
    {
        var quarters = Array.ConvertAll(spans, span => span with
        {
            FromMs = RollUp.StartOf(span.FromMs, RollUp.QuarterHourMs),
        });
        query.Add(
            $"""
            select e.*, e.kind in (0, 1) and p.sequence is null as is_first
            from usage_feed f
            join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                and e.write_ms between f.min_write_ms and f.max_write_ms
            left join entry p on p.instance_id = e.instance_id and p.sequence = e.sequence - 1
                and p.write_ms = e.write_ms and p.kind = e.kind and p.correlation_id = e.correlation_id
                and p.item_index = e.item_index
            where {Within(quarters, "f.min_usage_ms")} and {Within(spans, "e.usage_ms")}
            """).AddInstances(filter, "f.instance_id");
        foreach (var (sql, value) in new (string, object?)[]
        {
            ("and e.item = {0}", filter.Item),
            ("and e.requester_value = {0}", filter.Requester),
            ("and e.session_id = {0}", filter.SessionId),
            ("and e.correlation_id = {0}", filter.CorrelationId),
        })
        {
            if (value is not null)
            {
                query.Add(sql, value);
            }
        }

        return query;
    }

    private static string Within(SummarySpan[] spans, string column) => string.Create(
        CultureInfo.InvariantCulture,
        $"{column} >= {spans.Min(s => s.FromMs)} and {column} < {spans.Max(s => s.ToMs)}")
        + (spans.Length == 1 ? "" : $" and ({string.Join(" or ", spans.Select(span => string.Create(
            CultureInfo.InvariantCulture, $"({column} >= {span.FromMs} and {column} < {span.ToMs})")))})");
}

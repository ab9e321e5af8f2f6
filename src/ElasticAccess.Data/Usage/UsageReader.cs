using ElasticAccess.Data.Stores;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Usage;

/// <summary>Reads single rows in an order that only grows at its end: nothing is missed or seen twice.</summary>
public sealed class UsageReader(IStore store)
{
    // Looked at in one call, whether they match or not; ranges, and rows in them.
    private const int RangesMax = 500;
    private const int RowsMax = 20_000;

    /// <summary>
    /// At most <paramref name="count"/> rows behind <paramref name="after"/>. One short query: a call looks at a
    /// bounded number of rows, and nothing is held until the next.
    /// </summary>
    public async Task<UsagePage> ReadAsync(
        UsageFilter filter, UsagePosition after, int count, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        await using var db = store.NewDb();
        await using var brief = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        var ranges = await FindRangesAsync(db, filter, after, ct);
        if (ranges.Count == 0)
        {
            return new([], after, IsAtEnd: true);
        }

        var looked = 0;
        var rows = 0L;
        while (looked < ranges.Count && (looked == 0 || rows + ranges[looked].Rows <= RowsMax))
        {
            rows += ranges[looked++].Rows;
        }

        var (found, last) = await ReadRowsAsync(db, filter, after, ranges[looked - 1].Position, count, ct);
        return found.Count == count
            ? new(found, last, IsAtEnd: false)
            : new(
                found,
                new(ranges[looked - 1].Position, ranges[looked - 1].ToSequence),
                IsAtEnd: looked == ranges.Count && ranges.Count < RangesMax);
    }

    private static async Task<List<Range>> FindRangesAsync(
        AccessDb db, UsageFilter filter, UsagePosition after, CancellationToken ct)
    {
        var query = new Query().Add(
            """
            select f.position, f.to_sequence, f.to_sequence - f.from_sequence + 1 from usage_feed f
            where f.position >= {0} and (f.position > {0} or f.to_sequence > {1})
            """,
            after.Position,
            after.Sequence).AddInstances(filter, "f.instance_id");
        if (filter.FromMs is { } from)
        {
            query.Add("and f.max_usage_ms >= {0}", from);
        }

        if (filter.ToMs is { } to)
        {
            query.Add("and f.min_usage_ms < {0}", to);
        }

        await using var command = query.Add("order by f.position limit {0}", RangesMax).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var ranges = new List<Range>();
        while (await rows.ReadAsync(ct))
        {
            ranges.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));
        }

        return ranges;
    }

    private static async Task<(List<UsageRow> Rows, UsagePosition Last)> ReadRowsAsync(
        AccessDb db, UsageFilter filter, UsagePosition after, long toPosition, int count, CancellationToken ct)
    {
        await using var command = RowsQuery(filter, after, toPosition, count).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<UsageRow>();
        var last = after;
        while (await rows.ReadAsync(ct))
        {
            var entry = EntryRows.Read(rows);
            last = new(rows.GetInt64(EntryRows.Count), entry.Sequence);
            found.Add(new(
                entry,
                rows.GetString(EntryRows.Count + 1),
                EntryRows.Text(rows, EntryRows.Count + 2),
                EntryRows.Text(rows, EntryRows.Count + 3),
                EntryRows.Text(rows, EntryRows.Count + 4)));
        }

        return (found, last);
    }

    private static Query RowsQuery(UsageFilter filter, UsagePosition after, long toPosition, int count)
    {
        var query = new Query().Add(
            $"""
            select {EntryRows.Columns}, f.position, i.account_id, l.activation_id, t.series, t.version
            from usage_feed f
            join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                and e.write_ms between f.min_write_ms and f.max_write_ms
            join instance i on i.instance_id = e.instance_id
            left join line_item l on l.instance_id = e.instance_id and l.line_item_id = e.line_item_id
            left join rate_table t on t.rate_table_id = e.rate_table_id
            where f.position between {"{0}"} and {"{1}"} and (f.position > {"{0}"} or e.sequence > {"{2}"})
            """,
            after.Position,
            toPosition,
            after.Sequence).AddInstances(filter, "f.instance_id");
        foreach (var (sql, value) in new (string, object?)[]
        {
            ("and e.usage_ms >= {0}", filter.FromMs),
            ("and e.usage_ms < {0}", filter.ToMs),
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

        if (filter.Kinds is { } kinds)
        {
            query.AddMany("and e.kind in (", kinds.Select(kind => (int)kind));
        }

        return query.Add("order by f.position, e.sequence limit {0}", count);
    }

    private readonly record struct Range(long Position, long ToSequence, long Rows);
}

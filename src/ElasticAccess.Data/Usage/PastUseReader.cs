using System.Data.Common;
using System.Runtime.CompilerServices;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rehearsals;
using ElasticAccess.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Usage;

/// <summary>
/// Reads what was granted and given back, row by row, since each charge was rounded by itself: sums would not tell what
/// it would have cost. Rows are found by the feed, that is by the time of their usage, and streamed.
/// </summary>
public sealed class PastUseReader(IStore store)
{
    private const int SecondsMax = 300;

    /// <summary>
    /// The last usage time of rows that are no longer kept; null where all are there that a filter can ask for.
    /// </summary>
    public async Task<Instant?> FindDroppedAsync(UsageFilter filter, CancellationToken ct)
    {
        await using var db = store.NewDb();
        var dropped = await db.UsageHeads
            .Where(head => filter.InstanceId == null || head.InstanceId == filter.InstanceId)
            .MaxAsync(head => head.DroppedUsageMs, ct);
        return dropped >= filter.FromMs ? new(dropped.Value) : null;
    }

    /// <summary>
    /// In the order of instances and their ledgers, in one snapshot; what was not yet caught up with is left out. The
    /// filter names at least both times.
    /// </summary>
    /// <param name="byFormula">Names of the items of which it matters what formula priced them.</param>
    public async IAsyncEnumerable<PastUse> ReadAsync(
        UsageFilter filter, IReadOnlyCollection<string> byFormula, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        var series = await db.RateTables.AsNoTracking()
            .ToDictionaryAsync(table => table.RateTableId, table => table.Series, ct);
        var formulas = await ReadFormulasAsync(db, byFormula, ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        await using var command = RowsQuery(filter).ToCommand(db);
        command.CommandTimeout = SecondsMax;
        await using var rows = await command.ExecuteReaderAsync(ct);
        (Guid Correlation, int Index, EntryKind Kind, long UsageMs)? last = null;
        PastUse? use = null;
        var parts = new List<PastPart>();
        while (await rows.ReadAsync(ct))
        {
            // The rows of one item lie together. Each refund stands for itself, as it was rounded by itself.
            var kind = (EntryKind)rows.GetInt32(4);
            var at = (rows.GetGuid(2), rows.GetInt32(3), kind, rows.GetInt64(11));
            if (use is not null && (at != last || kind == EntryKind.Refund))
            {
                yield return use with { Parts = parts };
                parts = [];
            }

            last = at;
            use = Use(rows, kind);
            var table = rows.GetGuid(10);
            parts.Add(new(
                series[table], new(rows.GetInt64(8)), formulas.GetValueOrDefault((table, use.Item)),
                new(Math.Abs(rows.GetInt64(9)))));
        }

        if (use is not null)
        {
            yield return use with { Parts = parts };
        }
    }

    private static PastUse Use(DbDataReader rows, EntryKind kind) => new(
        rows.GetGuid(0), rows.GetString(1), new(rows.GetString(5), rows.GetString(6)), new(rows.GetInt64(7)),
        kind == EntryKind.Refund, []);

    private static Query RowsQuery(UsageFilter filter) => new Query().Add(
        """
        select f.instance_id, i.account_id, e.correlation_id, e.item_index, e.kind, e.item, e.version, e.count_micro,
            e.rate_micro, e.tokens_micro, e.rate_table_id, e.usage_ms
        from usage_feed f
        join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
            and e.write_ms between f.min_write_ms and f.max_write_ms
        join instance i on i.instance_id = f.instance_id
        where f.min_usage_ms >= {0} and f.min_usage_ms < {2} and e.usage_ms >= {1} and e.usage_ms < {2}
            and e.kind <> 3
        """,
        RollUp.StartOf(filter.FromMs!.Value, RollUp.QuarterHourMs),
        filter.FromMs.Value,
        filter.ToMs!.Value)
        .AddInstances(filter, "f.instance_id").Add("order by f.instance_id, e.sequence");

    private static async Task<Dictionary<(Guid Table, ItemKey Item), string>> ReadFormulasAsync(
        AccessDb db, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var formulas = new Dictionary<(Guid Table, ItemKey Item), string>();
        foreach (var some in names.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var found = await db.Set<RateTableItemRow>().AsNoTracking()
                .Where(item => item.Formula != null && EF.Parameter(some).Contains(item.Name)).ToListAsync(ct);
            found.ForEach(item => formulas[(item.RateTableId, new(item.Name, item.Version))] = item.Formula!);
        }

        return formulas;
    }
}

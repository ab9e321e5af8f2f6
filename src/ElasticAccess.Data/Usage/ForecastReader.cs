using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Usage;

/// <summary>What a forecast is made from.</summary>
/// <param name="LineItems">All that are not deleted, as they are now.</param>
/// <param name="Net">Charges less refunds in millionths by line item; those of deleted ones too.</param>
public sealed record ForecastFacts(
    IReadOnlyList<LineItem> LineItems, IReadOnlyDictionary<Guid, Int128> Net, bool TimezoneTolerant);

/// <summary>
/// Gathers them in one snapshot, for many instances with as many statements as for one. Whole days and quarter hours
/// come from roll-ups, by the instance and the time in their key; of the ledger only what was used in the two quarter
/// hours at the edges is read.
/// </summary>
public sealed class ForecastReader(IStore store)
{
    private const long Thousand = 1_000_000_000;

    // Each is a parameter of every part of a statement, of which both stores take some ten thousand.
    private const int InstancesAtOnce = 1_000;

    /// <summary>
    /// Null when there is no such instance. Usage of the <paramref name="days"/> times 24 hours up to and with
    /// <paramref name="now"/>, as far as it was caught up with.
    /// </summary>
    public async Task<ForecastFacts?> ReadAsync(Guid instanceId, int days, Instant now, CancellationToken ct) =>
        (await ReadManyAsync([instanceId], days, now, ct)).GetValueOrDefault(instanceId);

    /// <summary>The same of many; without those that do not exist.</summary>
    public async Task<IReadOnlyDictionary<Guid, ForecastFacts>> ReadManyAsync(
        IReadOnlyCollection<Guid> instanceIds, int days, Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        var facts = new Dictionary<Guid, ForecastFacts>();
        foreach (var some in instanceIds.Chunk(InstancesAtOnce))
        {
            await ReadSomeAsync(db, some, days, now, facts, ct);
        }

        return facts;
    }

    private async Task ReadSomeAsync(
        AccessDb db, Guid[] instanceIds, int days, Instant now, Dictionary<Guid, ForecastFacts> facts,
        CancellationToken ct)
    {
        var known = await db.Instances.Where(instance => instanceIds.Contains(instance.InstanceId))
            .Select(instance => instance.InstanceId).ToListAsync(ct);
        if (known.Count == 0)
        {
            return;
        }

        var rows = (await db.LineItems.AsNoTracking()
            .Where(row => instanceIds.Contains(row.InstanceId) && row.State != LineItemState.Deleted).ToListAsync(ct))
            .ToLookup(row => row.InstanceId, row => row.ToDomain());
        var isTolerant = await db.Settings
            .AnyAsync(setting => setting.Name == "timezone.tolerant" && setting.Value == "true", ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        var end = now.Ms + 1;
        var net = await ReadNetAsync(db, known, end - (days * RollUp.DayMs), end, ct);
        foreach (var id in known)
        {
            facts.Add(id, new([.. rows[id]], net.GetValueOrDefault(id) ?? [], isTolerant));
        }
    }

    private static async Task<Dictionary<Guid, Dictionary<Guid, Int128>>> ReadNetAsync(
        AccessDb db, List<Guid> instanceIds, long fromMs, long toMs, CancellationToken ct)
    {
        var query = new Query().Add(
            "select instance_id, line_item_id, cast(sum(thousands) as bigint), cast(sum(micro) as bigint) from (");
        var plan = SummaryPlan.Make(fromMs, toMs, TimeZoneInfo.Utc, unit: null, SummaryDetail.Nothing);
        foreach (var (i, span) in plan.Spans.Index())
        {
            Add(i == 0 ? query : query.Add("union all"), instanceIds, span);
        }

        await using var command = query.Add(") parts group by instance_id, line_item_id").ToCommand(db);
        await using var sums = await command.ExecuteReaderAsync(ct);
        var net = new Dictionary<Guid, Dictionary<Guid, Int128>>();
        while (await sums.ReadAsync(ct))
        {
            var (instance, lineItem) = (sums.GetGuid(0), sums.GetGuid(1));
            if (!net.TryGetValue(instance, out var ofInstance))
            {
                net.Add(instance, ofInstance = []);
            }

            ofInstance.Add(lineItem, ((Int128)sums.GetInt64(2) * Thousand) + sums.GetInt64(3));
        }

        return net;
    }

    // A range of the feed was used within one quarter hour. Denials have no line item.
    private static void Add(Query query, List<Guid> instanceIds, SummarySpan span) => _ =
        span.Source == SummarySource.Rows
            ? query.Add(
                """
                select e.instance_id, e.line_item_id, e.tokens_micro / 1000000000 as thousands,
                    e.tokens_micro % 1000000000 as micro
                from usage_feed f
                join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                    and e.write_ms between f.min_write_ms and f.max_write_ms
                where f.min_usage_ms >= {0} and f.min_usage_ms < {1}
                    and e.usage_ms >= {2} and e.usage_ms < {1} and e.line_item_id is not null
                """,
                RollUp.StartOf(span.FromMs, RollUp.QuarterHourMs),
                span.ToMs,
                span.FromMs).AddMany("and f.instance_id in (", instanceIds)
            : query.Add(
                $$"""
                select instance_id, line_item_id, charged_thousands - refunded_thousands as thousands,
                    charged_micro - refunded_micro as micro
                from usage_rollup
                where grain = {{(int)span.Source}} and bucket_ms >= {0} and bucket_ms < {1}
                    and line_item_id <> {{UsageRoundSql.Nobody}}
                """,
                span.FromMs,
                span.ToMs).AddMany("and instance_id in (", instanceIds);
}

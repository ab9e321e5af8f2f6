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
/// Gathers them in one snapshot. Whole days and quarter hours come from roll-ups, by the instance and the time in their
/// key; of the ledger only what was used in the two quarter hours at the edges is read.
/// </summary>
public sealed class ForecastReader(IStore store)
{
    private const long Thousand = 1_000_000_000;

    /// <summary>
    /// Null when there is no such instance. Usage of the <paramref name="days"/> times 24 hours up to and with
    /// <paramref name="now"/>, as far as it was caught up with.
    /// </summary>
    public async Task<ForecastFacts?> ReadAsync(Guid instanceId, int days, Instant now, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        if (!await db.Instances.AnyAsync(instance => instance.InstanceId == instanceId, ct))
        {
            return null;
        }

        var rows = await db.LineItems.AsNoTracking()
            .Where(row => row.InstanceId == instanceId && row.State != LineItemState.Deleted).ToListAsync(ct);
        var isTolerant = await db.Settings
            .AnyAsync(setting => setting.Name == "timezone.tolerant" && setting.Value == "true", ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        var end = now.Ms + 1;
        var net = await ReadNetAsync(db, instanceId, end - (days * RollUp.DayMs), end, ct);
        return new(rows.ConvertAll(row => row.ToDomain()), net, isTolerant);
    }

    private static async Task<Dictionary<Guid, Int128>> ReadNetAsync(
        AccessDb db, Guid instanceId, long fromMs, long toMs, CancellationToken ct)
    {
        var query = new Query().Add(
            "select line_item_id, cast(sum(thousands) as bigint), cast(sum(micro) as bigint) from (");
        var plan = SummaryPlan.Make(fromMs, toMs, TimeZoneInfo.Utc, unit: null, SummaryDetail.Nothing);
        foreach (var (i, span) in plan.Spans.Index())
        {
            Add(i == 0 ? query : query.Add("union all"), instanceId, span);
        }

        await using var command = query.Add(") parts group by line_item_id").ToCommand(db);
        await using var sums = await command.ExecuteReaderAsync(ct);
        var net = new Dictionary<Guid, Int128>();
        while (await sums.ReadAsync(ct))
        {
            net.Add(sums.GetGuid(0), ((Int128)sums.GetInt64(1) * Thousand) + sums.GetInt64(2));
        }

        return net;
    }

    // A range of the feed was used within one quarter hour. Denials have no line item.
    private static void Add(Query query, Guid instanceId, SummarySpan span) => _ = span.Source == SummarySource.Rows
        ? query.Add(
            """
            select e.line_item_id, e.tokens_micro / 1000000000 as thousands, e.tokens_micro % 1000000000 as micro
            from usage_feed f
            join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                and e.write_ms between f.min_write_ms and f.max_write_ms
            where f.instance_id = {0} and f.min_usage_ms >= {1} and f.min_usage_ms < {2}
                and e.usage_ms >= {3} and e.usage_ms < {2} and e.line_item_id is not null
            """,
            instanceId,
            RollUp.StartOf(span.FromMs, RollUp.QuarterHourMs),
            span.ToMs,
            span.FromMs)
        : query.Add(
            $$"""
            select line_item_id, charged_thousands - refunded_thousands as thousands,
                charged_micro - refunded_micro as micro
            from usage_rollup
            where instance_id = {0} and grain = {{(int)span.Source}} and bucket_ms >= {1} and bucket_ms < {2}
                and line_item_id <> {{UsageRoundSql.Nobody}}
            """,
            instanceId,
            span.FromMs,
            span.ToMs);
}

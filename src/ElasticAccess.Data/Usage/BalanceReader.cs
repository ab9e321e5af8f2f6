using System.Data.Common;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Usage;

/// <summary>A line item as it was at a time.</summary>
/// <param name="State">As the last change until then left it.</param>
public sealed record BalanceThen(LineItemHistoryRow State, Tokens Used);

/// <summary>Line items as they were (contract 18.7).</summary>
public sealed class BalanceReader(IStore store)
{
    /// <summary>
    /// Null when there was no such line item then. <c>used</c> is the sum of its usage up to and with that time, by
    /// usage time; what was not yet caught up with is left out.
    /// </summary>
    public async Task<BalanceThen?> AtAsync(Guid instanceId, string activationId, Instant at, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var snapshot = await db.Database.BeginTransactionAsync(store.SnapshotIsolation, ct);
        await store.Usage.PlanForRowsAsync(db, ct);
        if (await FindStateAsync(db, instanceId, activationId, at, ct)
            is not { State: not LineItemState.Deleted } state)
        {
            return null;
        }

        var end = at.Ms + 1;
        var (day, quarter) = (RollUp.StartOf(end, RollUp.DayMs), RollUp.StartOf(end, RollUp.QuarterHourMs));
        await using var command = new Query().Add(
            """
            select cast(sum(thousands) as bigint), cast(sum(micro) as bigint) from (
                select charged_thousands - refunded_thousands as thousands, charged_micro - refunded_micro as micro
                from usage_rollup
                where instance_id = {0} and grain = 1 and bucket_ms < {2} and line_item_id = {1}
                union all
                select charged_thousands - refunded_thousands, charged_micro - refunded_micro from usage_rollup
                where instance_id = {0} and grain = 0 and bucket_ms >= {2} and bucket_ms < {3} and line_item_id = {1}
                union all
                select e.tokens_micro / 1000000000, e.tokens_micro % 1000000000 from usage_feed f
                join entry e on e.instance_id = f.instance_id and e.sequence between f.from_sequence and f.to_sequence
                    and e.write_ms between f.min_write_ms and f.max_write_ms
                where f.instance_id = {0} and f.min_usage_ms >= {3} and f.min_usage_ms < {4}
                    and e.usage_ms < {4} and e.line_item_id = {1}) parts
            """,
            instanceId,
            state.LineItemId,
            day,
            quarter,
            end).ToCommand(db);
        await using var sums = await command.ExecuteReaderAsync(ct);
        return await sums.ReadAsync(ct) && !sums.IsDBNull(0)
            ? new(state, new Tokens(checked((long)(((Int128)sums.GetInt64(0) * 1_000_000_000) + sums.GetInt64(1)))))
            : new(state, Tokens.Zero);
    }

    // Two line items may have had the activation id one after the other: the last that was changed by then.
    private static async Task<LineItemHistoryRow?> FindStateAsync(
        AccessDb db, Guid instanceId, string activationId, Instant at, CancellationToken ct)
    {
        await using var command = new Query().Add(
            """
            select h.instance_id, h.line_item_id, h.n, h.at_ms, h.state, h.quantity, h.start_ms, h.end_ms, h.elastic,
                h.rate_table_series, h.overdraft_type, h.overdraft_limit, h.reset_frequency
            from line_item l
            join line_item_history h on h.instance_id = l.instance_id and h.line_item_id = l.line_item_id
            where l.instance_id = {0} and l.activation_id = {1} and h.at_ms <= {2}
            order by l.created_ms desc, l.line_item_id desc, h.n desc limit 1
            """,
            instanceId,
            activationId,
            at.Ms).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? Read(rows) : null;
    }

    private static LineItemHistoryRow Read(DbDataReader rows) => new()
    {
        InstanceId = rows.GetGuid(0),
        LineItemId = rows.GetGuid(1),
        N = rows.GetInt64(2),
        AtMs = rows.GetInt64(3),
        State = (LineItemState)rows.GetInt32(4),
        Quantity = rows.GetInt64(5),
        StartMs = rows.GetInt64(6),
        EndMs = rows.GetInt64(7),
        Elastic = rows.IsDBNull(8) ? null : rows.GetBoolean(8),
        RateTableSeries = EntryRows.Text(rows, 9),
        OverdraftType = (OverdraftType)rows.GetInt32(10),
        OverdraftLimit = rows.IsDBNull(11) ? null : rows.GetInt64(11),
        ResetFrequency = EntryRows.Text(rows, 12),
    };
}

using System.Data.Common;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Data.Alerts;

/// <summary>Net usage of an activation's line item in the month of a time.</summary>
/// <param name="IsInDay">Also in its day.</param>
internal sealed record UsedInMonth(Guid LineItemId, bool IsInDay, Int128 Micro);

/// <summary>Sums of ledger rows by line item, in a transaction that sees one moment.</summary>
internal static class AlertSums
{
    public const long Thousand = 1_000_000_000;

    /// <summary>Thousands of tokens and the rest, so that no sum overflows.</summary>
    public const string Sum =
        "cast(sum(tokens_micro / 1000000000) as bigint), cast(sum(tokens_micro % 1000000000) as bigint)";

    /// <summary>
    /// Net usage in the month of a time, of the ledger rows up to a place: the roll-ups, less what they hold beyond it
    /// or with what they lack.
    /// </summary>
    /// <param name="rolledUp">The place that the roll-ups have reached.</param>
    public static async Task<List<UsedInMonth>> UsedAsync(
        AccessDb db, Guid instanceId, Instant at, long place, long rolledUp, CancellationToken ct)
    {
        var (from, to) = Bounds(at, isMonth: true);
        var (day, next) = Bounds(at, isMonth: false);
        await using var rollUps = new Query().Add(
            $$"""
            select line_item_id, case when bucket_ms >= {3} and bucket_ms < {4} then 1 else 0 end,
                cast(sum(charged_thousands - refunded_thousands) as bigint),
                cast(sum(charged_micro - refunded_micro) as bigint)
            from usage_rollup
            where instance_id = {0} and grain = {{(int)SummarySource.Days}} and bucket_ms >= {1} and bucket_ms < {2}
            group by 1, 2
            """,
            instanceId,
            from,
            to,
            day,
            next).ToCommand(db);
        var sums = await ReadAsync(rollUps, sign: 1, ct);
        if (place == rolledUp)
        {
            return sums;
        }

        await using var between = new Query().Add(
            $$"""
            select line_item_id, case when usage_ms >= {5} and usage_ms < {6} then 1 else 0 end, {{Sum}} from entry
            where instance_id = {0} and sequence > {1} and sequence <= {2} and usage_ms >= {3} and usage_ms < {4}
                and line_item_id is not null
            group by 1, 2
            """,
            instanceId,
            Math.Min(place, rolledUp),
            Math.Max(place, rolledUp),
            from,
            to,
            day,
            next).ToCommand(db);
        return [.. sums, .. await ReadAsync(between, place > rolledUp ? 1 : -1, ct)];
    }

    private static (long From, long To) Bounds(Instant at, bool isMonth) =>
        (AlertCalendar.StartOf(at, isMonth).Ms, AlertCalendar.NextStart(at, isMonth).Ms);

    private static async Task<List<UsedInMonth>> ReadAsync(DbCommand command, int sign, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var sums = new List<UsedInMonth>();
        while (await rows.ReadAsync(ct))
        {
            var micro = ((Int128)rows.GetInt64(2) * Thousand) + rows.GetInt64(3);
            sums.Add(new(rows.GetGuid(0), rows.GetInt32(1) == 1, sign * micro));
        }

        return sums;
    }
}

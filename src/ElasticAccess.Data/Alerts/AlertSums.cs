using System.Data.Common;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Data.Alerts;

/// <summary>Sums of ledger rows by line item or action, in a transaction that sees one moment.</summary>
internal static class AlertSums
{
    // Thousands of tokens and the rest, so that no sum overflows.
    private const string Sum =
        "cast(sum(tokens_micro / 1000000000) as bigint), cast(sum(tokens_micro % 1000000000) as bigint)";

    /// <summary>What each line item, or action, has moved behind a place.</summary>
    /// <param name="column">line_item_id or action_id.</param>
    public static async Task<Dictionary<Guid, Int128>> BehindAsync(
        AccessDb db, Guid instanceId, string column, long after, CancellationToken ct)
    {
        await using var command = new Query().Add(
            $$"""
            select {{column}}, {{Sum}} from entry
            where instance_id = {0} and sequence > {1} and {{column}} is not null group by {{column}}
            """,
            instanceId,
            after).ToCommand(db);
        return await ReadAsync(command, [], 1, ct);
    }

    /// <summary>
    /// Net usage by line item in the day or month of a time, of the ledger rows up to a place: the roll-ups, less what
    /// they hold beyond it or with what they lack.
    /// </summary>
    /// <param name="rolledUp">The place that the roll-ups have reached.</param>
    public static async Task<Dictionary<Guid, Int128>> UsedAsync(
        AccessDb db, Guid instanceId, Instant at, bool isMonth, long place, long rolledUp, CancellationToken ct)
    {
        var (from, to) = (AlertCalendar.StartOf(at, isMonth).Ms, AlertCalendar.NextStart(at, isMonth).Ms);
        await using var rollUps = new Query().Add(
            $$"""
            select line_item_id, cast(sum(charged_thousands - refunded_thousands) as bigint),
                cast(sum(charged_micro - refunded_micro) as bigint)
            from usage_rollup
            where instance_id = {0} and grain = {{(int)SummarySource.Days}} and bucket_ms >= {1} and bucket_ms < {2}
            group by line_item_id
            """,
            instanceId,
            from,
            to).ToCommand(db);
        var sums = await ReadAsync(rollUps, [], 1, ct);
        if (place == rolledUp)
        {
            return sums;
        }

        await using var between = new Query().Add(
            $$"""
            select line_item_id, {{Sum}} from entry
            where instance_id = {0} and sequence > {1} and sequence <= {2} and usage_ms >= {3} and usage_ms < {4}
                and line_item_id is not null
            group by line_item_id
            """,
            instanceId,
            Math.Min(place, rolledUp),
            Math.Max(place, rolledUp),
            from,
            to).ToCommand(db);
        return await ReadAsync(between, sums, place > rolledUp ? 1 : -1, ct);
    }

    private static async Task<Dictionary<Guid, Int128>> ReadAsync(
        DbCommand command, Dictionary<Guid, Int128> sums, int sign, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var micro = ((Int128)rows.GetInt64(1) * 1_000_000_000) + rows.GetInt64(2);
            sums[rows.GetGuid(0)] = sums.GetValueOrDefault(rows.GetGuid(0)) + (sign * micro);
        }

        return sums;
    }
}

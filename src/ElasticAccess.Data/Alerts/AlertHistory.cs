using System.Data.Common;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Alerts;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Alerts;

/// <summary>A change of a line item at its place in the order of the ledger.</summary>
internal sealed record PlacedChange(long Sequence, long Change, LedgerEvent.Changed Event);

/// <summary>A ledger row as far as alerts ask for it.</summary>
internal readonly record struct PlacedEntry(long Sequence, Guid CorrelationId, Movement? Movement, long WriteMs);

/// <summary>Reads what happened in an instance behind a place. In a transaction that sees one moment.</summary>
internal static class AlertHistory
{
    private const string Columns =
        """
        h.line_item_id, h.at_ms, h.state, h.quantity, h.start_ms, h.end_ms, h.elastic, h.overdraft_type,
        h.overdraft_limit, h.sequence, h.change, h.allocations, l.activation_id
        """;

    public static async Task<List<PlacedEntry>> EntriesAsync(
        AccessDb db, Guid instanceId, long after, int count, CancellationToken ct)
    {
        await using var command = new Query().Add(
            """
            select sequence, correlation_id, line_item_id, action_id, tokens_micro, usage_ms, write_ms from entry
            where instance_id = {0} and sequence > {1} order by sequence limit {2}
            """,
            instanceId,
            after,
            count).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var entries = new List<PlacedEntry>();
        while (await rows.ReadAsync(ct))
        {
            Movement? movement = rows.IsDBNull(2)
                ? null
                : new(rows.GetGuid(2), EntryRows.Id(rows, 3), new(rows.GetInt64(4)), new(rows.GetInt64(5)));
            entries.Add(new(rows.GetInt64(0), rows.GetGuid(1), movement, rows.GetInt64(6)));
        }

        return entries;
    }

    public static async Task<List<PlacedChange>> ChangesAsync(
        AccessDb db, Guid instanceId, long after, int count, CancellationToken ct)
    {
        await using var command = new Query().Add(
            $$"""
            select {{Columns}} from line_item_history h
            join line_item l on l.instance_id = h.instance_id and l.line_item_id = h.line_item_id
            where h.instance_id = {0} and h.change > {1} order by h.change limit {2}
            """,
            instanceId,
            after,
            count).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var changes = new List<PlacedChange>();
        while (await rows.ReadAsync(ct))
        {
            // One that was made without its instance's lock may name a place that the ledger had passed.
            var sequence = Math.Max(rows.GetInt64(9), changes.Count == 0 ? 0 : changes[^1].Sequence);
            changes.Add(new(sequence, rows.GetInt64(10), new(
                new(rows.GetInt64(1)),
                LineItem(rows),
                EntryRows.Text(rows, 11) is { } json ? AllocationJson.Read(json) : null)));
        }

        return changes;
    }

    /// <summary>The line items that changed behind a place, as they were there; used as if nothing.</summary>
    public static async Task<List<LineItem>> BeforeAsync(
        AccessDb db, Guid instanceId, long change, CancellationToken ct)
    {
        await using var command = new Query().Add(
            $$"""
            select {{Columns}} from line_item_history h
            join line_item l on l.instance_id = h.instance_id and l.line_item_id = h.line_item_id
            join (select line_item_id, min(n) as n from line_item_history
                  where instance_id = {0} and change > {1} group by line_item_id) f on f.line_item_id = h.line_item_id
            where h.instance_id = {0} and h.n = f.n - 1
            """,
            instanceId,
            change).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var before = new List<LineItem>();
        while (await rows.ReadAsync(ct))
        {
            before.Add(LineItem(rows));
        }

        return before;
    }

    /// <summary>The allocations of each line item at a place, where any change of them is known.</summary>
    public static async Task<Dictionary<Guid, IReadOnlyDictionary<Guid, Tokens?>>> AllocationsAsync(
        AccessDb db, Guid instanceId, long change, CancellationToken ct)
    {
        await using var command = new Query().Add(
            """
            select h.line_item_id, h.allocations from line_item_history h
            where h.instance_id = {0} and h.allocations is not null and h.n = (
                select max(p.n) from line_item_history p
                where p.instance_id = {0} and p.line_item_id = h.line_item_id and p.allocations is not null
                    and coalesce(p.change, 0) <= {1})
            """,
            instanceId,
            change).ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, IReadOnlyDictionary<Guid, Tokens?>>();
        while (await rows.ReadAsync(ct))
        {
            found[rows.GetGuid(0)] = AllocationJson.Read(rows.GetString(1));
        }

        return found;
    }

    private static LineItem LineItem(DbDataReader rows) => new(
        rows.GetGuid(0),
        rows.GetString(12),
        (LineItemState)rows.GetInt32(2),
        !rows.IsDBNull(6) && rows.GetBoolean(6),
        rows.GetInt64(3),
        new(rows.GetInt64(4)),
        new(rows.GetInt64(5)),
        "",
        new((OverdraftType)rows.GetInt32(7), rows.IsDBNull(8) ? 0 : rows.GetInt64(8)),
        Tokens.Zero);
}

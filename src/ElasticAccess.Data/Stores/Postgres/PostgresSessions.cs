using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using Npgsql;
using static ElasticAccess.Data.Stores.Postgres.PostgresGather;

namespace ElasticAccess.Data.Stores.Postgres;

/// <summary>Sessions of a batch: read with what they have paid, written in bulk.</summary>
internal static class PostgresSessions
{
    private const string Sessions =
        $"""
        select {SessionRows.Columns} from session
        where (instance_id, session_id) in (select * from unnest($1, $2))
        """;

    // The month that they were written in, and no other's, is read; all are where an older program did not say it.
    private const string Paid =
        """
        join entry e on e.instance_id = s.instance_id and e.sequence between s.charge_from and s.charge_to
            and e.write_ms between coalesce(s.charge_write_ms, 0) and coalesce(s.charge_write_ms, 9223372036854775807)
        """;

    internal const string Charges =
        $"""
        select {SessionRows.ChargeColumns}
        from unnest($1, $2) as k (instance_id, session_id)
        join session s on s.instance_id = k.instance_id and s.session_id = k.session_id
        {Paid}
        """;

    // Deleted line items are hidden from all but the refunds of what they were charged.
    private const string DeletedLineItems =
        $"""
        select {LineItemRows.Columns} from line_item l
        where l.state = 3 and (l.instance_id, l.line_item_id) in (
            select e.instance_id, e.line_item_id
            from unnest($1, $2) as k (instance_id, session_id)
            join session s on s.instance_id = k.instance_id and s.session_id = k.session_id
            {Paid})
        """;

    private const string Insert =
        $"""
        insert into session ({SessionRows.Columns})
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23)
        """;

    private const string Update =
        """
        with moved as (
            update session s set revision = b.revision + 1, state = b.state, due_ms = b.due_ms,
                requester_type = b.requester_type, requester_value = b.requester_value, dictionary = b.dictionary,
                items = b.items, item_names = b.item_names, interval = b.interval,
                charged_until_ms = b.charged_until_ms, period_ms = b.period_ms,
                last_automatic_charge_ms = b.last_automatic_charge_ms, awaits_heartbeat = b.awaits_heartbeat,
                last_heart_beat_ms = b.last_heart_beat_ms, last_access_request_ms = b.last_access_request_ms,
                idle_since_ms = b.idle_since_ms, ended_ms = b.ended_ms, charge_from = b.charge_from,
                charge_to = b.charge_to, charge_write_ms = b.charge_write_ms
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                $21, $22, $23) as b (
                instance_id, session_id, revision, state, created_ms, due_ms, requester_type, requester_value,
                dictionary, items, item_names, interval, charged_until_ms, period_ms, last_automatic_charge_ms,
                awaits_heartbeat, last_heart_beat_ms, last_access_request_ms, idle_since_ms, ended_ms, charge_from,
                charge_to, charge_write_ms)
            where s.instance_id = b.instance_id and s.session_id = b.session_id and s.revision = b.revision
            returning 1)
        select ea_expect((select count(*) from moved), cardinality($1))
        """;

    public static void AddReads(NpgsqlBatch batch, Needs needs)
    {
        if (needs.Sessions.Count > 0)
        {
            batch.BatchCommands.Add(Command(Sessions, Keys(needs)));
            batch.BatchCommands.Add(Command(Charges, Keys(needs)));
            batch.BatchCommands.Add(Command(DeletedLineItems, Keys(needs)));
        }
    }

    public static async Task ReadAsync(NpgsqlDataReader rows, Needs needs, Books books, CancellationToken ct)
    {
        if (needs.Sessions.Count > 0)
        {
            await rows.NextResultAsync(ct);
            await SessionRows.ReadAsync(rows, books, ct);
            await rows.NextResultAsync(ct);
            await SessionRows.ReadChargesAsync(rows, books, ct);
            await rows.NextResultAsync(ct);
            await LineItemRows.ReadAsync(rows, books, ct);
        }
    }

    public static NpgsqlParameter[] Keys(Needs needs) =>
    [
        Value(needs.Sessions.Select(key => key.InstanceId).ToArray()),
        Value(needs.Sessions.Select(key => key.SessionId).ToArray()),
    ];

    public static void AddWrites(NpgsqlBatch batch, InstanceBook[] working)
    {
        var changed = working.SelectMany(book => book.ChangedSessions).ToLookup(s => s.IsNew, s => s.ToRow());
        if (changed[true].Any())
        {
            batch.BatchCommands.Add(Command(Insert, Columns([.. changed[true]])));
        }

        if (changed[false].Any())
        {
            batch.BatchCommands.Add(Command(Update, Columns([.. changed[false]])));
        }
    }

    private static NpgsqlParameter[] Columns(SessionRow[] rows) =>
    [
        Column(rows, s => s.InstanceId),
        Column(rows, s => s.SessionId),
        Column(rows, s => s.Revision),
        Column(rows, s => (int)s.State),
        Column(rows, s => s.CreatedMs),
        Column(rows, s => s.DueMs),
        Column(rows, s => s.RequesterType),
        Column(rows, s => s.RequesterValue),
        Column(rows, s => s.Dictionary),
        Column(rows, s => s.Items),
        Column(rows, s => s.ItemNames),
        Column(rows, s => s.Interval),
        Column(rows, s => s.ChargedUntilMs),
        Column(rows, s => s.PeriodMs),
        Column(rows, s => s.LastAutomaticChargeMs),
        Column(rows, s => s.AwaitsHeartbeat),
        Column(rows, s => s.LastHeartBeatMs),
        Column(rows, s => s.LastAccessRequestMs),
        Column(rows, s => s.IdleSinceMs),
        Column(rows, s => s.EndedMs),
        Column(rows, s => s.ChargeFrom),
        Column(rows, s => s.ChargeTo),
        Column(rows, s => s.ChargeWriteMs),
    ];
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Stores.Sqlite;

/// <summary>Sessions of a batch: read with what they have paid, written row by row.</summary>
internal static class SqliteSessions
{
    private const string Session =
        $"select {SessionRows.Columns} from session where instance_id = $1 and session_id = $2";

    private const string Charges =
        $"""
        select {SessionRows.ChargeColumns} from session s
        join entry e on e.instance_id = s.instance_id and e.sequence between s.charge_from and s.charge_to
        where s.instance_id = $1 and s.session_id = $2
        """;

    // Deleted line items are hidden from all but the refunds of what they were charged.
    private const string DeletedLineItems =
        $"select {LineItemRows.Columns} from line_item where instance_id = $1 and state = 3";

    private const string Insert =
        $"""
        insert into session ({SessionRows.Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23)
        """;

    private const string Update =
        """
        update session set revision = $3 + 1, state = $4, created_ms = $5, due_ms = $6, requester_type = $7,
            requester_value = $8, dictionary = $9, items = $10, item_names = $11, interval = $12,
            charged_until_ms = $13, period_ms = $14, last_automatic_charge_ms = $15, awaits_heartbeat = $16,
            last_heart_beat_ms = $17, last_access_request_ms = $18, idle_since_ms = $19, ended_ms = $20,
            charge_from = $21, charge_to = $22, charge_write_ms = $23
        where instance_id = $1 and session_id = $2 and revision = $3
        """;

    public static async Task ReadAsync(SqliteStatements sql, Needs needs, Books books, CancellationToken ct)
    {
        foreach (var (instanceId, sessionId) in needs.Sessions)
        {
            using (var rows = sql.Read(Session, instanceId, sessionId))
            {
                await SessionRows.ReadAsync(rows, books, ct);
            }

            using (var rows = sql.Read(Charges, instanceId, sessionId))
            {
                await SessionRows.ReadChargesAsync(rows, books, ct);
            }
        }

        foreach (var instanceId in needs.Sessions.Select(key => key.InstanceId).Distinct())
        {
            using var rows = sql.Read(DeletedLineItems, instanceId);
            await LineItemRows.ReadAsync(rows, books, ct);
        }
    }

    public static void Write(SqliteStatements sql, InstanceBook book)
    {
        foreach (var session in book.ChangedSessions)
        {
            sql.RunOnce(session.IsNew ? Insert : Update, Values(session.ToRow()));
        }
    }

    private static object?[] Values(SessionRow s) =>
    [
        s.InstanceId, s.SessionId, s.Revision, (int)s.State, s.CreatedMs, s.DueMs, s.RequesterType, s.RequesterValue,
        s.Dictionary, s.Items, s.ItemNames, s.Interval, s.ChargedUntilMs, s.PeriodMs, s.LastAutomaticChargeMs,
        s.AwaitsHeartbeat, s.LastHeartBeatMs, s.LastAccessRequestMs, s.IdleSinceMs, s.EndedMs, s.ChargeFrom, s.ChargeTo,
        s.ChargeWriteMs,
    ];
}

using System.Data.Common;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Sessions;

namespace ElasticAccess.Data.Stores;

/// <summary>Reads sessions, and the ledger rows of what they have paid, into the books of their instances.</summary>
internal static class SessionRows
{
    public const string Columns =
        """
        instance_id, session_id, revision, state, created_ms, due_ms, requester_type, requester_value, dictionary,
        items, item_names, interval, charged_until_ms, period_ms, last_automatic_charge_ms, awaits_heartbeat,
        last_heart_beat_ms, last_access_request_ms, idle_since_ms, ended_ms, charge_from, charge_to,
        charge_write_ms
        """;

    /// <summary>Of a charge: what a refund has to know.</summary>
    public const string ChargeColumns =
        """
        e.instance_id, e.sequence, e.id, e.kind, e.correlation_id, e.item_index, e.part, e.line_item_id, e.action_id,
        e.limit_start_ms, e.session_id, e.interval, e.item, e.version, e.count_micro, e.rate_micro, e.rate_table_id,
        e.tokens_micro, e.requester_type, e.requester_value, e.dictionary, e.meta_data, e.write_ms
        """;

    public static async Task ReadAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.Found(new SessionRow
            {
                InstanceId = rows.GetGuid(0),
                SessionId = rows.GetGuid(1),
                Revision = rows.GetInt32(2),
                State = (SessionState)rows.GetInt32(3),
                CreatedMs = rows.GetInt64(4),
                DueMs = Long(rows, 5),
                RequesterType = Text(rows, 6),
                RequesterValue = Text(rows, 7),
                Dictionary = Text(rows, 8),
                Items = rows.GetString(9),
                ItemNames = rows.GetString(10),
                Interval = rows.GetInt32(11),
                ChargedUntilMs = Long(rows, 12),
                PeriodMs = rows.GetInt64(13),
                LastAutomaticChargeMs = Long(rows, 14),
                AwaitsHeartbeat = rows.GetBoolean(15),
                LastHeartBeatMs = Long(rows, 16),
                LastAccessRequestMs = Long(rows, 17),
                IdleSinceMs = Long(rows, 18),
                EndedMs = Long(rows, 19),
                ChargeFrom = Long(rows, 20),
                ChargeTo = Long(rows, 21),
                ChargeWriteMs = Long(rows, 22),
            });
        }
    }

    public static async Task ReadChargesAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.FoundCharge(new EntryRow
            {
                InstanceId = rows.GetGuid(0),
                Sequence = rows.GetInt64(1),
                Id = rows.GetGuid(2),
                Kind = (EntryKind)rows.GetInt32(3),
                CorrelationId = rows.GetGuid(4),
                ItemIndex = rows.GetInt32(5),
                Part = rows.GetInt32(6),
                LineItemId = rows.GetGuid(7),
                ActionId = rows.IsDBNull(8) ? null : rows.GetGuid(8),
                LimitStartMs = Long(rows, 9),
                SessionId = rows.GetGuid(10),
                Interval = Long(rows, 11),
                Item = rows.GetString(12),
                Version = rows.GetString(13),
                CountMicro = rows.GetInt64(14),
                RateMicro = Long(rows, 15),
                RateTableId = rows.IsDBNull(16) ? null : rows.GetGuid(16),
                TokensMicro = rows.GetInt64(17),
                RequesterType = rows.GetString(18),
                RequesterValue = rows.GetString(19),
                Dictionary = Text(rows, 20),
                MetaData = Text(rows, 21),
                Status = 0,
                UsageMs = 0,
                WriteMs = rows.GetInt64(22),
            });
        }
    }

    private static long? Long(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetInt64(column);

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

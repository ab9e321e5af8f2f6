using System.Data.Common;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Stores;

/// <summary>Reads whole ledger rows, in the order of <see cref="Columns"/>.</summary>
internal static class EntryRows
{
    public const int Count = 28;

    public const string Columns =
        """
        e.instance_id, e.sequence, e.id, e.kind, e.correlation_id, e.item_index, e.part, e.line_item_id, e.action_id,
        e.limit_start_ms, e.session_id, e.interval, e.refund_of, e.item, e.version, e.count_micro, e.rate_micro,
        e.rate_table_id, e.tokens_micro, e.used_micro, e.quantity, e.requester_type, e.requester_value, e.dictionary,
        e.meta_data, e.status, e.usage_ms, e.write_ms
        """;

    public static EntryRow Read(DbDataReader rows) => new()
    {
        InstanceId = rows.GetGuid(0),
        Sequence = rows.GetInt64(1),
        Id = rows.GetGuid(2),
        Kind = (EntryKind)rows.GetInt32(3),
        CorrelationId = rows.GetGuid(4),
        ItemIndex = rows.GetInt32(5),
        Part = rows.GetInt32(6),
        LineItemId = Id(rows, 7),
        ActionId = Id(rows, 8),
        LimitStartMs = Long(rows, 9),
        SessionId = Id(rows, 10),
        Interval = Long(rows, 11),
        RefundOf = Long(rows, 12),
        Item = rows.GetString(13),
        Version = rows.GetString(14),
        CountMicro = rows.GetInt64(15),
        RateMicro = Long(rows, 16),
        RateTableId = Id(rows, 17),
        TokensMicro = rows.GetInt64(18),
        UsedMicro = Long(rows, 19),
        Quantity = Long(rows, 20),
        RequesterType = rows.GetString(21),
        RequesterValue = rows.GetString(22),
        Dictionary = Text(rows, 23),
        MetaData = Text(rows, 24),
        Status = rows.GetInt32(25),
        UsageMs = rows.GetInt64(26),
        WriteMs = rows.GetInt64(27),
    };

    public static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    public static Guid? Id(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetGuid(column);

    private static long? Long(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetInt64(column);
}

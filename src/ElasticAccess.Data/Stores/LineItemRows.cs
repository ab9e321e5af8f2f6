using System.Data.Common;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Data.Stores;

/// <summary>Reads line items into the books of their instances, in the order of <see cref="Columns"/>.</summary>
internal static class LineItemRows
{
    public const string Columns =
        """
        instance_id, line_item_id, activation_id, state, quantity, start_ms, end_ms, elastic, rate_table_series,
        overdraft_type, overdraft_limit, reset_frequency, used_micro, created_ms, modified_ms, managed_by
        """;

    public const string HistoryColumns =
        """
        instance_id, line_item_id, n, at_ms, state, quantity, start_ms, end_ms, elastic, rate_table_series,
        overdraft_type, overdraft_limit, reset_frequency, sequence, allocations, change
        """;

    /// <summary>One change more of a line item, counted with its own and with all of the instance; the same text on both stores.</summary>
    public const string InsertHistory =
        $"""
        insert into line_item_history ({HistoryColumns})
        values ($1, $2, (
            select coalesce(max(n), 0) + 1 from line_item_history where instance_id = $1 and line_item_id = $2),
            $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, (
            select coalesce(max(change), 0) + 1 from line_item_history where instance_id = $1))
        """;

    public static async Task ReadAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            // A line item is nobody's without the head of its instance's ledger.
            books.Of(rows.GetGuid(0))?.Found(Read(rows));
        }
    }

    private static LineItemRow Read(DbDataReader rows) => new()
    {
        InstanceId = rows.GetGuid(0),
        LineItemId = rows.GetGuid(1),
        ActivationId = rows.GetString(2),
        State = (LineItemState)rows.GetInt32(3),
        Quantity = rows.GetInt64(4),
        StartMs = rows.GetInt64(5),
        EndMs = rows.GetInt64(6),
        Elastic = rows.IsDBNull(7) ? null : rows.GetBoolean(7),
        RateTableSeries = rows.IsDBNull(8) ? null : rows.GetString(8),
        OverdraftType = (OverdraftType)rows.GetInt32(9),
        OverdraftLimit = rows.IsDBNull(10) ? null : rows.GetInt64(10),
        ResetFrequency = rows.IsDBNull(11) ? null : rows.GetString(11),
        UsedMicro = rows.GetInt64(12),
        CreatedMs = rows.GetInt64(13),
        ModifiedMs = rows.GetInt64(14),
        ManagedBy = rows.IsDBNull(15) ? null : rows.GetString(15),
    };
}

using System.Data.Common;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain.Limits;

namespace ElasticAccess.Data.Stores;

/// <summary>Reads rules of access and consumption limits into the books of their instances.</summary>
internal static class RuleRows
{
    public const string ConditionColumns = "instance_id, condition_id, name, test";

    public const string ActionColumns =
        "instance_id, action_id, line_item_id, position, name, condition_id, allows, allocation_micro, used_micro";

    public const string LimitColumns =
        "instance_id, line_item_id, limit_micro, interval, first_reset_ms, configured_ms";

    public const string ConsumptionColumns =
        "instance_id, line_item_id, period_start_ms, requester_type, requester_value, used_micro";

    public static async Task ReadLastPeriodsAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.FoundLastPeriod(rows.GetGuid(1), new(rows.GetInt64(2)));
        }
    }

    public static async Task ReadConditionsAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.Found(new ConditionRow
            {
                InstanceId = rows.GetGuid(0),
                ConditionId = rows.GetGuid(1),
                Name = rows.IsDBNull(2) ? null : rows.GetString(2),
                Test = rows.GetString(3),
            });
        }
    }

    public static async Task ReadActionsAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.Found(new ActionRow
            {
                InstanceId = rows.GetGuid(0),
                ActionId = rows.GetGuid(1),
                LineItemId = rows.GetGuid(2),
                Position = rows.GetInt32(3),
                Name = rows.IsDBNull(4) ? null : rows.GetString(4),
                ConditionId = rows.IsDBNull(5) ? null : rows.GetGuid(5),
                Allows = rows.GetBoolean(6),
                AllocationMicro = rows.IsDBNull(7) ? null : rows.GetInt64(7),
                UsedMicro = rows.GetInt64(8),
            });
        }
    }

    public static async Task ReadLimitsAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.Found(new ConsumptionLimitRow
            {
                InstanceId = rows.GetGuid(0),
                LineItemId = rows.GetGuid(1),
                LimitMicro = rows.GetInt64(2),
                Interval = (LimitInterval)rows.GetInt32(3),
                FirstResetMs = rows.GetInt64(4),
                ConfiguredMs = rows.GetInt64(5),
            });
        }
    }

    public static async Task ReadConsumptionAsync(DbDataReader rows, Books books, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            books.Of(rows.GetGuid(0))?.Found(new ConsumptionRow
            {
                InstanceId = rows.GetGuid(0),
                LineItemId = rows.GetGuid(1),
                PeriodStartMs = rows.GetInt64(2),
                RequesterType = rows.GetString(3),
                RequesterValue = rows.GetString(4),
                UsedMicro = rows.GetInt64(5),
            });
        }
    }
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;

namespace ElasticAccess.Data.Stores;

/// <summary>The statements for changed rules and limits, in an order that no foreign key minds.</summary>
internal static class RuleChanges
{
    public static IEnumerable<(string Sql, object?[] Values)> Of(InstanceBook book)
    {
        foreach (var row in book.ActionChanges.Removed)
        {
            yield return (RuleSql.DeleteAction, [row.InstanceId, row.ActionId]);
        }

        foreach (var row in book.ConditionChanges.Removed)
        {
            yield return (RuleSql.DeleteCondition, [row.InstanceId, row.ConditionId]);
        }

        foreach (var row in book.ConditionChanges.Replaced)
        {
            yield return (RuleSql.ReplaceCondition, Values(row));
        }

        foreach (var row in book.ConditionChanges.Added)
        {
            yield return (RuleSql.InsertCondition, Values(row));
        }

        foreach (var row in book.ActionChanges.Replaced)
        {
            yield return (RuleSql.ReplaceAction, Values(row));
        }

        foreach (var row in book.ActionChanges.Added)
        {
            yield return (RuleSql.InsertAction, Values(row));
        }

        foreach (var row in book.LimitChanges.Removed)
        {
            yield return (RuleSql.DeleteLimit, [row.InstanceId, row.LineItemId]);
        }

        foreach (var row in book.LimitChanges.Replaced)
        {
            yield return (RuleSql.ReplaceLimit, Values(row));
        }

        foreach (var row in book.LimitChanges.Added)
        {
            yield return (RuleSql.InsertLimit, Values(row));
        }
    }

    private static object?[] Values(ConditionRow row) => [row.InstanceId, row.ConditionId, row.Name, row.Test];

    private static object?[] Values(ActionRow row) =>
    [
        row.InstanceId, row.ActionId, row.LineItemId, row.Position, row.Name, row.ConditionId, row.Allows,
        row.AllocationMicro,
    ];

    private static object?[] Values(ConsumptionLimitRow row) =>
        [row.InstanceId, row.LineItemId, row.LimitMicro, (int)row.Interval, row.FirstResetMs, row.ConfiguredMs];
}

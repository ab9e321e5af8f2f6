namespace ElasticAccess.Data.Stores;

/// <summary>Changes of single rules and limits: seldom, row by row, and the same text on both stores.</summary>
internal static class RuleSql
{
    public const string InsertCondition =
        $"insert into condition ({RuleRows.ConditionColumns}) values ($1, $2, $3, $4)";

    public const string ReplaceCondition =
        "update condition set name = $3, test = $4 where instance_id = $1 and condition_id = $2";

    public const string DeleteCondition = "delete from condition where instance_id = $1 and condition_id = $2";

    public const string InsertAction =
        $"insert into access_action ({RuleRows.ActionColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, 0)";

    public const string ReplaceAction =
        """
        update access_action set line_item_id = $3, position = $4, name = $5, condition_id = $6, allows = $7,
            allocation_micro = $8
        where instance_id = $1 and action_id = $2
        """;

    public const string DeleteAction = "delete from access_action where instance_id = $1 and action_id = $2";

    public const string InsertLimit =
        $"insert into consumption_limit ({RuleRows.LimitColumns}) values ($1, $2, $3, $4, $5, $6)";

    public const string ReplaceLimit =
        """
        update consumption_limit set limit_micro = $3, interval = $4, first_reset_ms = $5, configured_ms = $6
        where instance_id = $1 and line_item_id = $2
        """;

    public const string DeleteLimit = "delete from consumption_limit where instance_id = $1 and line_item_id = $2";
}

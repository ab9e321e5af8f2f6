namespace ElasticAccess.Data.Stores;

/// <summary>What the migration <c>Alerts</c> does with what is there.</summary>
internal static class AlertSchema
{
    /// <summary>What actions allot is in the history from now on; it begins with what they allot now.</summary>
    public static string FirstAllocations(string jsonOfActions) =>
        $"""
        update line_item_history set allocations = (
            select {jsonOfActions} from access_action a
            where a.instance_id = line_item_history.instance_id and a.line_item_id = line_item_history.line_item_id)
        where n = (select max(h.n) from line_item_history h where h.instance_id = line_item_history.instance_id
                and h.line_item_id = line_item_history.line_item_id)
            and exists (select 1 from access_action a
                where a.instance_id = line_item_history.instance_id
                and a.line_item_id = line_item_history.line_item_id);
        """;
}

namespace ElasticAccess.Console.Reaching;

/// <summary>
/// Changes of a line item's actions. The API takes the whole list, so a page says which list it has seen, and one that
/// was changed meanwhile is shown instead of overwritten.
/// </summary>
internal static class ActionOrder
{
    /// <summary>Tells lists apart; what was used of an allocation does not matter.</summary>
    public static string MarkOf(IEnumerable<AccessAction> actions) =>
        Mark.Of(actions.Select(action => action with { Used = null }));

    /// <summary>One place up or down; the same list at its end.</summary>
    public static IReadOnlyList<AccessAction> Moved(IReadOnlyList<AccessAction> actions, string id, bool isUp)
    {
        var list = actions.ToList();
        var from = list.FindIndex(action => action.Id == id);
        var to = from + (isUp ? -1 : 1);
        if (from >= 0 && to >= 0 && to < list.Count)
        {
            (list[from], list[to]) = (list[to], list[from]);
        }

        return list;
    }

    /// <summary>Where a new one goes: before the default, behind which nothing is looked at.</summary>
    public static int PlaceOfNew(IReadOnlyList<AccessAction> actions, AccessAction added)
    {
        var fallback = actions.ToList().FindIndex(action => action.ConditionId is null);
        return added.ConditionId is null || fallback < 0 ? actions.Count : fallback;
    }
}

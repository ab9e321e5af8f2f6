namespace ElasticAccess.Domain.Rules;

/// <summary>An action as it was sent; members that were absent or null are null (contract 7.1).</summary>
public sealed record ActionInput(
    Guid? Id = null, string? Name = null, Guid? ConditionId = null, string? Action = null, Tokens? Allocation = null);

/// <summary>An action the line item has, and what was consumed under it.</summary>
public sealed record ExistingAction(Guid Id, Tokens Used);

/// <summary>
/// An action the line item will have, in its place. Without an id it is new; a kept one keeps its
/// <paramref name="Used"/>, also while it has no allocation to show it.
/// </summary>
public sealed record PlannedAction(
    Guid? Id, string? Name, Guid? ConditionId, bool Allows, Tokens? Allocation, Tokens Used);

/// <summary>What becomes of the ordered actions of a line item when a new list is sent (contract 7.1).</summary>
public abstract record ActionsChange
{
    /// <summary>Actions a line item can have (contract 17.18).</summary>
    public const int CountMax = 1_000;

    private ActionsChange()
    {
    }

    /// <summary>The first list of a line item. A list that is malformed is refused before a conflict is seen.</summary>
    public static ActionsChange Post(
        IReadOnlyList<ActionInput?> inputs,
        IReadOnlyCollection<ExistingAction> existing,
        IReadOnlySet<Guid> conditions)
    {
        // No action can be kept by a POST, so an id in it names none.
        var change = Put(inputs, [], conditions);
        return change is Accepted && existing.Count > 0 ? new Conflict() : change;
    }

    /// <summary>
    /// Replaces the list: an existing action, named by its id, may be moved, changed or left out; one left out is
    /// removed and its counter lost.
    /// </summary>
    public static ActionsChange Put(
        IReadOnlyList<ActionInput?> inputs,
        IReadOnlyCollection<ExistingAction> existing,
        IReadOnlySet<Guid> conditions)
    {
        if (inputs.Count > CountMax)
        {
            return new Refused([new("$", $"must have at most {CountMax} items")]);
        }

        var faults = ActionFaults.Find(inputs, existing.Select(action => action.Id).ToHashSet(), conditions);
        if (faults.Count > 0)
        {
            return new Refused(faults);
        }

        var used = existing.ToDictionary(action => action.Id, action => action.Used);
        return new Accepted([.. inputs.OfType<ActionInput>().Select(Planned)]);

        PlannedAction Planned(ActionInput input)
        {
            var allows = input.Action == ActionFaults.Allow;
            return new(
                input.Id,
                input.Name,
                input.ConditionId,
                allows,
                Allocation: allows ? input.Allocation : null,
                Used: input.Id is { } id ? used[id] : Tokens.Zero);
        }
    }

    /// <summary>The new list, in order.</summary>
    public sealed record Accepted(IReadOnlyList<PlannedAction> Actions) : ActionsChange;

    /// <summary>400.</summary>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : ActionsChange;

    /// <summary>409: the line item has actions already; PUT replaces them.</summary>
    public sealed record Conflict : ActionsChange;
}

namespace ElasticAccess.Domain.Rules;

/// <summary>Everything that is wrong with a list of actions, in the order of the list (contract 7.1, 17.30).</summary>
internal static class ActionFaults
{
    public const string Allow = "ALLOW";
    public const string Deny = "DENY";

    private const int NameLengthMax = 255;

    public static IReadOnlyList<Fault> Find(
        IReadOnlyList<ActionInput?> inputs, HashSet<Guid> actions, IReadOnlySet<Guid> conditions)
    {
        var faults = new List<Fault>();
        var named = new Dictionary<Guid, int>();
        int? defaultAt = null;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is not { } input)
            {
                faults.Add(new($"$[{i}]", "null found, object expected"));
                continue;
            }

            Add(i, "id", OfId(input, actions, named, i));
            Add(i, "name", OfName(input));
            Add(i, "conditionId", OfCondition(input, conditions, defaultAt));
            Add(i, "action", OfAction(input));
            Add(i, "allocation", OfAllocation(input));
            defaultAt ??= input.ConditionId is null ? i : null;
        }

        return faults;

        void Add(int i, string member, string? reason)
        {
            if (reason is not null)
            {
                faults.Add(new($"$[{i}].{member}", reason));
            }
        }
    }

    private static string? OfId(ActionInput input, HashSet<Guid> actions, Dictionary<Guid, int> named, int i) =>
        input.Id is not { } id ? null
        : !actions.Contains(id) ? $"the line item has no action '{id}'"
        : !named.TryAdd(id, i) ? $"the action '{id}' is named by $[{named[id]}] already"
        : null;

    private static string? OfName(ActionInput input) =>
        input.Name is not { } name ? null
        : name.Length is 0 or > NameLengthMax ? $"must be 1 to {NameLengthMax} characters long"
        : name.Any(char.IsControl) ? "must not contain control characters"
        : null;

    private static string? OfCondition(ActionInput input, IReadOnlySet<Guid> conditions, int? defaultAt) =>
        input.ConditionId is { } id
            ? conditions.Contains(id) ? null : $"the instance has no condition '{id}'"
            : defaultAt is { } at ? $"{Fault.Missing}: $[{at}] is the default action already" : null;

    private static string? OfAction(ActionInput input) => input.Action switch
    {
        Allow or Deny => null,
        null => Fault.Missing,
        _ => $"does not have a value in the enumeration [{Allow}, {Deny}]",
    };

    // A DENY takes nothing, so whatever was sent with it is not looked at.
    private static string? OfAllocation(ActionInput input) => input switch
    {
        { Action: not Allow } => null,
        { Allocation: null } => input.ConditionId is null ? null : Fault.Missing,
        { Allocation: { } allocation } when allocation < Tokens.Zero => "must be at least 0",
        { Allocation: { } allocation } when allocation > Tokens.Max => $"must be at most {Tokens.MaxWhole}",
        _ => null,
    };
}

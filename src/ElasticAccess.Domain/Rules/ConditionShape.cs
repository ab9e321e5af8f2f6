namespace ElasticAccess.Domain.Rules;

/// <summary>A condition as it was sent; members that were absent or null are null (contract 7.2).</summary>
public sealed record ConditionInput(
    string? Operator,
    string? Key = null,
    IReadOnlyList<Fact?>? Values = null,
    IReadOnlyList<ConditionInput?>? Conditions = null);

/// <summary>Whether what was sent is a condition.</summary>
public abstract record ConditionShape
{
    /// <summary>Levels of conditions, the outermost counted: an AND of INs has two.</summary>
    public const int DepthMax = 10;

    public const int KeyLengthMax = 255;

    private ConditionShape()
    {
    }

    /// <summary>
    /// Every fault is found, each with its path below <paramref name="path"/>. Members that the operator does not use
    /// are ignored, as unknown ones are (contract 17.21).
    /// </summary>
    public static ConditionShape Check(ConditionInput input, string path)
    {
        var faults = new List<Fault>();
        var condition = Read(input, path, depth: 1, faults);
        return condition is null || faults.Count > 0 ? new Faulty(faults) : new Sound(condition);
    }

    private static Condition? Read(ConditionInput? input, string path, int depth, List<Fault> faults)
    {
        if (depth > DepthMax)
        {
            return Fail(path, $"conditions are nested at most {DepthMax} deep");
        }

        return input switch
        {
            null => Fail(path, "null found, object expected"),
            { Operator: null } => Fail($"{path}.operator", Fault.Missing),
            { Operator: "IN" } => Leaf((key, values) => new Condition.In(key, values)),
            { Operator: "NOT" } => Leaf((key, values) => new Condition.Not(key, values)),
            { Operator: "AND" } => Branch(parts => new Condition.And(parts)),
            { Operator: "OR" } => Branch(parts => new Condition.Or(parts)),
            _ => Fail($"{path}.operator", "does not have a value in the enumeration [IN, NOT, AND, OR]"),
        };

        Condition? Leaf(Func<string, IReadOnlyList<Fact>, Condition> make)
        {
            var isKey = IsKey(input.Key, $"{path}.key", faults);
            var areValues = AreValues(input.Values, $"{path}.values", faults);
            return isKey && areValues ? make(input.Key!, [.. input.Values!.OfType<Fact>()]) : null;
        }

        Condition? Branch(Func<IReadOnlyList<Condition>, Condition> make)
        {
            if (input.Conditions is not { Count: > 0 } inputs)
            {
                return Fail($"{path}.conditions", WhyEmpty(input.Conditions is null));
            }

            var parts = inputs.Select((part, i) => Read(part, $"{path}.conditions[{i}]", depth + 1, faults)).ToList();
            return parts.Contains(null) ? null : make([.. parts.OfType<Condition>()]);
        }

        Condition? Fail(string at, string reason)
        {
            faults.Add(new(at, reason));
            return null;
        }
    }

    private static bool IsKey(string? key, string path, List<Fault> faults)
    {
        var reason = key is null ? Fault.Missing
            : key.Length is 0 or > KeyLengthMax ? $"must be 1 to {KeyLengthMax} characters long"
            : key.Any(char.IsControl) ? "must not contain control characters"
            : null;
        if (reason is not null)
        {
            faults.Add(new(path, reason));
        }

        return reason is null;
    }

    private static bool AreValues(IReadOnlyList<Fact?>? values, string path, List<Fault> faults)
    {
        if (values is not { Count: > 0 })
        {
            faults.Add(new(path, WhyEmpty(values is null)));
            return false;
        }

        var before = faults.Count;
        faults.AddRange(values.Index().Where(value => value.Item is null or Fact.List).Select(value =>
            new Fault($"{path}[{value.Index}]", "must be a string, a number or a boolean")));
        return faults.Count == before;
    }

    private static string WhyEmpty(bool isMissing) => isMissing ? Fault.Missing : "must have at least 1 item";

    public sealed record Sound(Condition Condition) : ConditionShape;

    public sealed record Faulty(IReadOnlyList<Fault> Faults) : ConditionShape;
}

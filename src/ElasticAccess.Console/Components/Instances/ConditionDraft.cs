namespace ElasticAccess.Console.Components.Instances;

/// <summary>What the form of a condition holds: lines of which all or any must hold.</summary>
/// <param name="IsAny">Any of them; otherwise all.</param>
public sealed record ConditionDraft(string Name, bool IsAny, IReadOnlyList<Comparison> Lines)
{
    private const int LinesAtFirst = 2;
    private const int LinesMax = 50;

    public static ConditionDraft Empty { get; } =
        new("", IsAny: false, [.. Enumerable.Repeat(Comparison.Empty, LinesAtFirst)]);

    /// <summary>Null where it is deeper or longer than the form: then its JSON can be written.</summary>
    public static ConditionDraft? Of(Condition condition)
    {
        var isGroup = condition.Operator is ConditionOperator.And or ConditionOperator.Or;
        var parts = isGroup ? condition.Conditions ?? [] : [condition];
        var lines = parts.Select(Comparison.Of).ToList();
        return lines.Contains(null) || lines.Count > LinesMax
            ? null
            : new(condition.Name ?? "", condition.Operator == ConditionOperator.Or, [.. lines.OfType<Comparison>()]);
    }

    /// <summary>What the form sent; null where it has more lines than it may, of which none may be left out.</summary>
    public static ConditionDraft? Read(Func<string, string?> posted)
    {
        var count = int.TryParse(posted("lines"), out var lines) ? lines : LinesAtFirst;
        if (count is < 1 or > LinesMax)
        {
            return null;
        }

        return new(posted("name") ?? "", posted("match") == "any", [.. Enumerable.Range(0, count).Select(i =>
            new Comparison(posted($"key{i}") ?? "", posted($"is{i}") == "not", posted($"kind{i}") ?? "",
                posted($"values{i}")?.ReplaceLineEndings("\n") ?? ""))]);
    }

    public ConditionDraft WithOneMore() =>
        Lines.Count < LinesMax ? this with { Lines = [.. Lines, Comparison.Empty] } : this;

    /// <summary>How the API will name this line; empty lines are not sent.</summary>
    public string PathOf(int line)
    {
        var filled = Lines.Count(one => !one.IsEmpty);
        var before = Lines.Take(line).Count(one => !one.IsEmpty);
        return Lines[line].IsEmpty ? $"$.line{line}"
            : filled == 1 ? "$.conditions[0]"
            : $"$.conditions[0].conditions[{before}]";
    }

    /// <summary>The condition, or what cannot be sent, at the field that it is in.</summary>
    public Condition? ToCondition(out (string Path, string What)? fault)
    {
        fault = null;
        var parts = new List<Condition>();
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i].IsEmpty)
            {
                continue;
            }

            if (Lines[i].ToCondition(out var what) is not { } part)
            {
                fault = ($"{PathOf(i)}.values", what!);
                return null;
            }

            parts.Add(part);
        }

        if (parts.Count == 0)
        {
            fault = ("$.line0.key", "is missing but it is required");
            return null;
        }

        return parts is [var only] ? only : IsAny ? Condition.Or([.. parts]) : Condition.And([.. parts]);
    }
}

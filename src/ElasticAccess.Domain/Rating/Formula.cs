using System.Diagnostics.CodeAnalysis;

namespace ElasticAccess.Domain.Rating;

/// <summary>
/// A rate written as a spreadsheet formula over variables of the request (contract 5.1). It is read once, when its
/// rate table is posted, and evaluated in decimal arithmetic: the same everywhere, never in binary floating point.
/// </summary>
/// <remarks>
/// Numbers hold 28 significant digits and at most 28 decimals; one that leaves ±10^28 fails the formula. Division and
/// fractional powers leave crumbs in the last of those digits, so FLOOR.MATH, CEILING.MATH, ROUND and the result
/// first round to 12 decimals: FLOOR.MATH(1/3*3) is 1.
/// </remarks>
public sealed class Formula
{
    /// <summary>In UTF-16 characters.</summary>
    public const int LengthMax = 1_000;

    /// <summary>How deep parentheses and functions may be nested.</summary>
    public const int DepthMax = 32;

    private readonly FormulaStep[] steps;
    private readonly int operandsMax;

    internal Formula(string text, FormulaStep[] steps, string[] variables, int operandsMax)
    {
        Text = text;
        Variables = variables;
        this.steps = steps;
        this.operandsMax = operandsMax;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The names it needs, each once, as first written. Case does not matter.</summary>
    public IReadOnlyList<string> Variables { get; }

    public static bool TryParse(
        string text, [NotNullWhen(true)] out Formula? formula, [NotNullWhen(false)] out FormulaFault? fault)
    {
        var parser = new FormulaParser(text);
        formula = parser.Parse();
        fault = formula is null ? parser.Fault : null;
        return formula is not null;
    }

    /// <summary>The rate per count, rounded half to even to six decimals. Never throws.</summary>
    public FormulaResult Evaluate(IReadOnlyDictionary<string, decimal> variables)
    {
        var values = new decimal[Variables.Count];
        if (Fill(values, variables) is { } missing)
        {
            return new FormulaResult.Failed(missing);
        }

        Span<decimal> operands = stackalloc decimal[operandsMax];
        var count = 0;
        foreach (var step in steps)
        {
            switch (step.Op)
            {
                case FormulaOp.Number:
                    operands[count++] = step.Number;
                    continue;
                case FormulaOp.Variable:
                    operands[count++] = values[step.Variable];
                    continue;
            }

            var right = step.Op.Arguments() == 2 ? operands[--count] : 0;
            if (FormulaArithmetic.Apply(step.Op, operands[count - 1], right, out operands[count - 1]) is { } reason)
            {
                return new FormulaResult.Failed(reason);
            }
        }

        return Rate(operands[0]);
    }

    public override string ToString() => Text;

    private static FormulaResult Rate(decimal value)
    {
        var rate = decimal.Round(FormulaArithmetic.WithoutCrumbs(value), Tokens.Decimals, MidpointRounding.ToEven);
        return rate < 0 ? new FormulaResult.Failed("the result is negative")
            : rate > Tokens.MaxWhole ? new FormulaResult.Failed($"the result is larger than {Tokens.MaxWhole}")
            : new FormulaResult.Value(Tokens.Round(rate));
    }

    // One walk over what was sent, whatever comparer it was made with; a name sent in two spellings decides nothing.
    private string? Fill(decimal[] values, IReadOnlyDictionary<string, decimal> sent)
    {
        if (values.Length == 0)
        {
            return null;
        }

        var found = new bool[values.Length];
        foreach (var (name, value) in sent)
        {
            var at = IndexOf(name);
            if (at < 0)
            {
                continue;
            }

            if (found[at])
            {
                return $"the variable '{Variables[at]}' is given more than once";
            }

            if (Math.Abs(value) > FormulaArithmetic.Bound)
            {
                return $"the variable '{Variables[at]}' is too large";
            }

            (values[at], found[at]) = (value, true);
        }

        var missing = Array.IndexOf(found, false);
        return missing < 0 ? null : $"the variable '{Variables[missing]}' is missing";
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Variables.Count; i++)
        {
            if (Variables[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}

namespace ElasticAccess.Domain.Rating;

/// <summary>Collects the steps of a formula, its variables, and how many operands will wait at a time.</summary>
internal sealed class FormulaSteps
{
    private readonly List<FormulaStep> steps = [];
    private readonly List<string> variables = [];
    private int operands;
    private int operandsMax;

    public void AddNumber(decimal number) => Add(new FormulaStep(FormulaOp.Number, Number: number));

    public void AddVariable(string name)
    {
        var index = variables.FindIndex(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = variables.Count;
            variables.Add(name);
        }

        Add(new FormulaStep(FormulaOp.Variable, Variable: index));
    }

    public void Add(FormulaOp op) => Add(new FormulaStep(op));

    public Formula Of(string text) => new(text, [.. steps], [.. variables], operandsMax);

    // An operation takes its operands and leaves one.
    private void Add(FormulaStep step)
    {
        steps.Add(step);
        operands += 1 - step.Op.Arguments();
        operandsMax = Math.Max(operandsMax, operands);
    }
}

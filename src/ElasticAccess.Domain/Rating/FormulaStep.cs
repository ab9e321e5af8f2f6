namespace ElasticAccess.Domain.Rating;

/// <summary>A formula is kept as steps in postfix order, so that evaluating it needs no recursion.</summary>
internal readonly record struct FormulaStep(FormulaOp Op, decimal Number = 0, int Variable = 0);

internal enum FormulaOp
{
    Number,
    Variable,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Floor,
    Ceiling,
    Abs,
    Min,
    Max,
    Round,
}

internal static class FormulaOps
{
    public static int Arguments(this FormulaOp op) => op switch
    {
        FormulaOp.Number or FormulaOp.Variable => 0,
        FormulaOp.Negate or FormulaOp.Floor or FormulaOp.Ceiling or FormulaOp.Abs => 1,
        _ => 2,
    };

    /// <summary>The functions of contract 5.1; case does not matter. Each takes exactly its arguments.</summary>
    public static FormulaOp? Function(string name) => name.ToUpperInvariant() switch
    {
        "FLOOR.MATH" => FormulaOp.Floor,
        "CEILING.MATH" => FormulaOp.Ceiling,
        "POWER" => FormulaOp.Power,
        "PRODUCT" => FormulaOp.Multiply,
        "SUM" => FormulaOp.Add,
        "ABS" => FormulaOp.Abs,
        "MIN" => FormulaOp.Min,
        "MAX" => FormulaOp.Max,
        "ROUND" => FormulaOp.Round,
        _ => null,
    };
}

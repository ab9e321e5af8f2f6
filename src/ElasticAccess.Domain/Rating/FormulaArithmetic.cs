namespace ElasticAccess.Domain.Rating;

/// <summary>
/// Decimal arithmetic that answers with a reason instead of an exception. Whatever it returns lies within
/// ±<see cref="Bound"/>, where no single operation can overflow a decimal before it is checked.
/// </summary>
internal static class FormulaArithmetic
{
    public const decimal Bound = 1e28m;

    public const string TooLarge = "a number in between grows beyond 10^28";
    public const string DivisionByZero = "there is a division by zero";

    // Twice the decimals of a token: far more than a rate shows, far less than a division leaves behind.
    private const int DecimalsKept = 2 * Tokens.Decimals;

    // Decimals a decimal can have.
    private const int DecimalsMax = 28;

    /// <summary>Null, or the reason why there is no result.</summary>
    public static string? Apply(FormulaOp op, decimal left, decimal right, out decimal result)
    {
        switch (op)
        {
            case FormulaOp.Power:
                return FormulaPower.Raise(left, right, out result);
            case FormulaOp.Multiply:
                return Multiply(left, right, out result);
            case FormulaOp.Divide:
                return Divide(left, right, out result);
        }

        result = op switch
        {
            FormulaOp.Negate => -left,
            FormulaOp.Add => left + right,
            FormulaOp.Subtract => left - right,
            FormulaOp.Floor => decimal.Floor(WithoutCrumbs(left)),
            FormulaOp.Ceiling => decimal.Ceiling(WithoutCrumbs(left)),
            FormulaOp.Abs => Math.Abs(left),
            FormulaOp.Min => Math.Min(left, right),
            FormulaOp.Max => Math.Max(left, right),
            _ => Round(left, right),
        };
        return Math.Abs(result) > Bound ? TooLarge : null;
    }

    public static decimal WithoutCrumbs(decimal value) =>
        decimal.Round(value, DecimalsKept, MidpointRounding.ToEven);

    public static string? Multiply(decimal left, decimal right, out decimal product)
    {
        product = 0;
        if (Math.Abs(right) > 1 && Math.Abs(left) > Bound / Math.Abs(right))
        {
            return TooLarge;
        }

        product = left * right;
        return null;
    }

    public static string? Divide(decimal left, decimal right, out decimal quotient)
    {
        quotient = 0;
        if (right == 0)
        {
            return DivisionByZero;
        }

        if (Math.Abs(right) < 1 && Math.Abs(left) > Bound * Math.Abs(right))
        {
            return TooLarge;
        }

        quotient = left / right;
        return null;
    }

    // Half away from zero, as spreadsheets do; a negative precision rounds to tens, hundreds and so on, and a
    // fractional one is cut to the whole number nearer to zero.
    private static decimal Round(decimal value, decimal precision)
    {
        var places = (int)Math.Clamp(decimal.Truncate(precision), -DecimalsMax - 1, DecimalsMax);
        if (places >= DecimalsKept)
        {
            return decimal.Round(value, places, MidpointRounding.AwayFromZero);
        }

        if (places >= 0)
        {
            return decimal.Round(WithoutCrumbs(value), places, MidpointRounding.AwayFromZero);
        }

        if (places < -DecimalsMax)
        {
            return 0;
        }

        // What stands behind the point cannot matter here, and without it the division below is exact.
        var unit = FormulaPower.Whole(10, -places);
        var whole = decimal.Truncate(WithoutCrumbs(value));
        return decimal.Round(whole / unit, MidpointRounding.AwayFromZero) * unit;
    }
}

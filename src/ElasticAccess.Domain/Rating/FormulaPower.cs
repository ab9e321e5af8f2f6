namespace ElasticAccess.Domain.Rating;

/// <summary>
/// Powers in decimal arithmetic: a whole exponent by repeated squaring, a fractional rest as exp(rest × ln x).
/// Right to 20 significant digits, or to the 22nd decimal where that is coarser.
/// </summary>
internal static class FormulaPower
{
    /// <summary>Beyond it even a base close to 1 would lose the promised digits.</summary>
    private const int ExponentMax = 10_000;

    // An exponent this close to a whole number is meant to be one: (-8)^(1/3*3) is -8.
    private const decimal ExponentCrumb = 1e-20m;

    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>Null, or the reason why there is no power. 0^0 has none, as in spreadsheets.</summary>
    public static string? Raise(decimal x, decimal y, out decimal power)
    {
        power = 0;
        if (Math.Abs(y) > ExponentMax)
        {
            return $"an exponent is larger than {ExponentMax}";
        }

        var size = Math.Abs(y);
        if (Math.Abs(size - decimal.Round(size)) <= ExponentCrumb)
        {
            size = decimal.Round(size);
        }

        if (x == 0)
        {
            return y > 0 ? null : y < 0 ? FormulaArithmetic.DivisionByZero : "0 to the power of 0 has no value";
        }

        var whole = decimal.Truncate(size);
        var rest = size - whole;
        if (rest > 0 && x < 0)
        {
            return "a negative number is raised to a fractional power";
        }

        // Inverting first keeps a tiny result from overflowing on the way; |x| is at least 1e-28, so 1/x fits.
        return TryWhole(y < 0 ? 1 / x : x, (int)whole, out power)
            ?? (rest == 0 ? null : FormulaArithmetic.Multiply(power, Exp((y < 0 ? -rest : rest) * Ln(x)), out power));
    }

    /// <summary>x to the n for a result that is known to fit.</summary>
    public static decimal Whole(decimal x, int n) => TryWhole(x, n, out var power) is null
        ? power
        : throw new ArgumentOutOfRangeException(nameof(n));

    private static string? TryWhole(decimal x, int n, out decimal power)
    {
        power = 1;
        while (true)
        {
            if ((n & 1) == 1 && FormulaArithmetic.Multiply(power, x, out power) is { } tooLarge)
            {
                return tooLarge;
            }

            // The square is made only when it is needed, or it could overflow for nothing.
            n >>= 1;
            if (n == 0)
            {
                return null;
            }

            if (FormulaArithmetic.Multiply(x, x, out x) is { } reason)
            {
                return reason;
            }
        }
    }

    // x = m × 2^k with m around 1, and ln m = 2 artanh((m - 1) / (m + 1)), whose series then ends after 20 terms.
    private static decimal Ln(decimal x)
    {
        var k = 0;
        for (; x > 1.5m; k++)
        {
            x /= 2;
        }

        for (; x < 0.75m; k--)
        {
            x *= 2;
        }

        var z = (x - 1) / (x + 1);
        var sum = 0m;
        var term = z;
        for (var i = 1; term != 0; i += 2)
        {
            sum += term / i;
            term *= z * z;
        }

        return (2 * sum) + (k * Ln2);
    }

    // e^t = 2^k × e^r with |r| at most ln 2 / 2. |t| stays below ln 10^28, so 2^k fits.
    private static decimal Exp(decimal t)
    {
        var k = (int)decimal.Round(t / Ln2);
        var r = t - (k * Ln2);
        var sum = 0m;
        var term = 1m;
        for (var i = 1; term != 0; i++)
        {
            sum += term;
            term = term * r / i;
        }

        return k >= 0 ? sum * Whole(2, k) : sum / Whole(2, -k);
    }
}

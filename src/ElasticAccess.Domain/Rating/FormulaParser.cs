namespace ElasticAccess.Domain.Rating;

/// <summary>
/// Reads a formula by precedence (contract 5.1): unary minus before any operand, then <c>^</c> from left to right,
/// then <c>*</c> <c>/</c>, then <c>+</c> <c>-</c>. So -2^2 is 4 and 2^3^2 is 64, as in a spreadsheet.
/// </summary>
internal sealed class FormulaParser(string text)
{
    private readonly List<FormulaStep> steps = [];
    private readonly List<string> variables = [];
    private int at;
    private int depth;
    private int operands;
    private int operandsMax;
    private FormulaToken token;

    /// <summary>The first thing that is wrong; null after a formula was read.</summary>
    public FormulaFault? Fault { get; private set; }

    public Formula? Parse()
    {
        if (text.Length > Formula.LengthMax)
        {
            Fault = new(Formula.LengthMax, $"a formula has at most {Formula.LengthMax} characters");
            return null;
        }

        if (!Advance() || !Sum())
        {
            return null;
        }

        if (token.Kind != FormulaTokenKind.End)
        {
            Fail("an operator or the end is expected here");
            return null;
        }

        return new(text, [.. steps], [.. variables], operandsMax);
    }

    private bool Sum()
    {
        if (!Product())
        {
            return false;
        }

        while (token.Is('+') || token.Is('-'))
        {
            var op = token.Is('+') ? FormulaOp.Add : FormulaOp.Subtract;
            if (!Advance() || !Product())
            {
                return false;
            }

            Emit(new(op));
        }

        return true;
    }

    private bool Product()
    {
        if (!Power())
        {
            return false;
        }

        while (token.Is('*') || token.Is('/'))
        {
            var op = token.Is('*') ? FormulaOp.Multiply : FormulaOp.Divide;
            if (!Advance() || !Power())
            {
                return false;
            }

            Emit(new(op));
        }

        return true;
    }

    private bool Power()
    {
        if (!Signed())
        {
            return false;
        }

        while (token.Is('^'))
        {
            if (!Advance() || !Signed())
            {
                return false;
            }

            Emit(new(FormulaOp.Power));
        }

        return true;
    }

    // A row of minus signs is counted, not nested.
    private bool Signed()
    {
        var isNegative = false;
        while (token.Is('-'))
        {
            isNegative = !isNegative;
            if (!Advance())
            {
                return false;
            }
        }

        if (!Operand())
        {
            return false;
        }

        if (isNegative)
        {
            Emit(new(FormulaOp.Negate));
        }

        return true;
    }

    private bool Operand()
    {
        var operand = token;
        switch (operand.Kind)
        {
            case FormulaTokenKind.Number:
                Emit(new(FormulaOp.Number, Number: operand.Number));
                return Advance();
            case FormulaTokenKind.Name:
                return Advance() && (token.Is('(') ? Call(operand) : Variable(operand));
            default:
                return operand.Is('(')
                    ? Nested(arguments: 1, "')' is expected here")
                    : Fail("a number, a variable, a function or '(' is expected here");
        }
    }

    private bool Variable(FormulaToken name)
    {
        var index = variables.FindIndex(known => known.Equals(name.Text, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = variables.Count;
            variables.Add(name.Text);
        }

        Emit(new(FormulaOp.Variable, Variable: index));
        return true;
    }

    private bool Call(FormulaToken name)
    {
        if (FormulaOps.Function(name.Text) is not { } function)
        {
            Fault = new(name.Position, $"there is no function '{name.Text}'");
            return false;
        }

        var arguments = function.Arguments();
        if (!Nested(arguments, $"{name.Text} takes {arguments} argument{(arguments == 1 ? "" : "s")}"))
        {
            return false;
        }

        Emit(new(function));
        return true;
    }

    // From "(" to behind ")", with this many expressions separated by commas between them.
    private bool Nested(int arguments, string otherwise)
    {
        if (++depth > Formula.DepthMax)
        {
            return Fail($"parentheses and functions are nested at most {Formula.DepthMax} deep");
        }

        for (var i = 0; i < arguments; i++)
        {
            if (i > 0 && !token.Is(','))
            {
                return Fail(otherwise);
            }

            if (!Advance() || !Sum())
            {
                return false;
            }
        }

        if (!token.Is(')'))
        {
            return Fail(otherwise);
        }

        depth--;
        return Advance();
    }

    private void Emit(FormulaStep step)
    {
        steps.Add(step);
        operands += 1 - step.Op.Arguments();
        operandsMax = Math.Max(operandsMax, operands);
    }

    private bool Advance()
    {
        Fault = FormulaLexer.Next(text, ref at, out token);
        return Fault is null;
    }

    private bool Fail(string reason)
    {
        Fault = new(token.Position, reason);
        return false;
    }
}

namespace ElasticAccess.Domain.Rating;

/// <summary>
/// Reads a formula by precedence (contract 5.1): unary minus before any operand, then <c>^</c> from left to right,
/// then <c>*</c> <c>/</c>, then <c>+</c> <c>-</c>. So -2^2 is 4 and 2^3^2 is 64, as in a spreadsheet.
/// </summary>
internal sealed class FormulaParser(string text)
{
    private static readonly (char Symbol, FormulaOp Op)[][] Levels =
    [
        [('+', FormulaOp.Add), ('-', FormulaOp.Subtract)],
        [('*', FormulaOp.Multiply), ('/', FormulaOp.Divide)],
        [('^', FormulaOp.Power)],
    ];

    private readonly FormulaSteps steps = new();
    private int at;
    private int depth;
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

        if (!Advance() || !Level(0))
        {
            return null;
        }

        if (token.Kind != FormulaTokenKind.End)
        {
            Fail("an operator or the end is expected here");
            return null;
        }

        return steps.Of(text);
    }

    // Operators of one level, from left to right, over operands of the next level; the last one has none.
    private bool Level(int level)
    {
        if (level == Levels.Length)
        {
            return Signed();
        }

        if (!Level(level + 1))
        {
            return false;
        }

        while (OperatorOf(level) is { } op)
        {
            if (!Advance() || !Level(level + 1))
            {
                return false;
            }

            steps.Add(op);
        }

        return true;
    }

    private FormulaOp? OperatorOf(int level)
    {
        foreach (var (symbol, op) in Levels[level])
        {
            if (token.Is(symbol))
            {
                return op;
            }
        }

        return null;
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
            steps.Add(FormulaOp.Negate);
        }

        return true;
    }

    private bool Operand()
    {
        var operand = token;
        switch (operand.Kind)
        {
            case FormulaTokenKind.Number:
                steps.AddNumber(operand.Number);
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
        steps.AddVariable(name.Text);
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

        steps.Add(function);
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

            if (!Advance() || !Level(0))
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

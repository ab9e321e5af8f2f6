using System.Globalization;

namespace ElasticAccess.Domain.Rating;

internal enum FormulaTokenKind
{
    Number,
    Name,
    Symbol,
    End,
}

/// <summary>One word of a formula; <paramref name="Position"/> is its 0-based first character.</summary>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, int Position, string Text, decimal Number = 0)
{
    public bool Is(char symbol) => Kind == FormulaTokenKind.Symbol && Text[0] == symbol;
}

/// <summary>Cuts a formula into numbers, names and symbols.</summary>
internal static class FormulaLexer
{
    private const string Symbols = "+-*/^(),";

    // What a decimal holds for certain; a longer literal would lose digits in silence.
    private const int SignificantDigitsMax = 28;

    /// <summary>The word that begins at or after <paramref name="at"/>, which moves behind it; or a fault.</summary>
    public static FormulaFault? Next(string text, ref int at, out FormulaToken token)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var start = at;
        token = new(FormulaTokenKind.End, start, "");
        if (start == text.Length)
        {
            return null;
        }

        if (char.IsAsciiDigit(text[start]) || text[start] == '.')
        {
            return Number(text, ref at, out token);
        }

        if (IsNameStart(text[start]))
        {
            at = EndOfName(text, start);
            token = new(FormulaTokenKind.Name, start, text[start..at]);
            return null;
        }

        if (Symbols.Contains(text[start], StringComparison.Ordinal))
        {
            token = new(FormulaTokenKind.Symbol, start, text[start..++at]);
            return null;
        }

        return new(start, "this character has no meaning in a formula");
    }

    // 2, 2.5 and .5. There is no exponent: 1e3 is a number followed by a name.
    private static FormulaFault? Number(string text, ref int at, out FormulaToken token)
    {
        var start = at;
        at = EndOfDigits(text, at);
        if (at < text.Length && text[at] == '.')
        {
            var point = at;
            at = EndOfDigits(text, at + 1);
            if (at == point + 1)
            {
                token = default;
                return new(point, "a digit must follow the decimal point");
            }
        }

        var literal = text[start..at];
        var digits = literal.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        var decimals = literal.Contains('.', StringComparison.Ordinal) ? literal.Length - literal.IndexOf('.') - 1 : 0;
        if (digits > SignificantDigitsMax || decimals > SignificantDigitsMax)
        {
            token = default;
            return new(start, $"a number has at most {SignificantDigitsMax} digits");
        }

        var number = decimal.Parse(literal, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        token = new(FormulaTokenKind.Number, start, literal, number);
        return null;
    }

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        return at;
    }
}

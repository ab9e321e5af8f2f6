namespace ElasticAccess.Domain;

/// <summary>Reads a JSON number as micro-tokens without passing through a type that rounds on its own.</summary>
internal static class TokensParser
{
    // 19 digits hold every long; a number with more digits before the micro-token's place does not fit.
    private const int DigitsMax = 19;
    private const int ExponentMax = 10_000;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out Tokens tokens)
    {
        tokens = default;
        var at = 0;
        var negative = utf8.Length > 0 && utf8[0] == (byte)'-';
        if (negative)
        {
            at++;
        }

        Span<byte> digits = stackalloc byte[DigitsMax + 1];
        var kept = 0;
        var more = false;
        var point = 0;
        if (!ReadDigits(utf8, ref at, digits, ref kept, ref more, ref point, isFraction: false))
        {
            return false;
        }

        if (at < utf8.Length && utf8[at] == (byte)'.')
        {
            at++;
            if (!ReadDigits(utf8, ref at, digits, ref kept, ref more, ref point, isFraction: true))
            {
                return false;
            }
        }

        if (!TryReadExponent(utf8, ref at, out var exponent) || at != utf8.Length)
        {
            return false;
        }

        return TryRound(digits[..kept], more, point + exponent + Tokens.Decimals, negative, out tokens);
    }

    // Keeps the significant digits; `point` ends as the place of the decimal point relative to the first one kept.
    private static bool ReadDigits(
        ReadOnlySpan<byte> utf8, ref int at, Span<byte> digits, ref int kept,
        ref bool more, ref int point, bool isFraction)
    {
        var first = at;
        while (at < utf8.Length && utf8[at] is >= (byte)'0' and <= (byte)'9')
        {
            var digit = (byte)(utf8[at++] - '0');
            if (kept == 0 && digit == 0)
            {
                point -= isFraction ? 1 : 0;
                continue;
            }

            point += isFraction ? 0 : 1;
            if (kept < digits.Length)
            {
                digits[kept++] = digit;
            }
            else
            {
                more |= digit != 0;
            }
        }

        return at > first;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> utf8, ref int at, out int exponent)
    {
        exponent = 0;
        if (at == utf8.Length || utf8[at] is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        at++;
        var negative = at < utf8.Length && utf8[at] == (byte)'-';
        if (at < utf8.Length && utf8[at] is (byte)'-' or (byte)'+')
        {
            at++;
        }

        var first = at;
        while (at < utf8.Length && utf8[at] is >= (byte)'0' and <= (byte)'9')
        {
            exponent = Math.Min((exponent * 10) + (utf8[at++] - '0'), ExponentMax);
        }

        exponent = negative ? -exponent : exponent;
        return at > first;
    }

    // The first `places` digits are whole micro-tokens; what follows decides the rounding.
    private static bool TryRound(ReadOnlySpan<byte> digits, bool more, int places, bool negative, out Tokens tokens)
    {
        tokens = Tokens.Zero;
        if (digits.IsEmpty || places < 0)
        {
            return true;
        }

        if (places > DigitsMax)
        {
            return false;
        }

        Int128 micro = 0;
        for (var i = 0; i < places; i++)
        {
            micro = (micro * 10) + (i < digits.Length ? digits[i] : 0);
        }

        if (places < digits.Length)
        {
            var rest = more || digits[(places + 1)..].ContainsAnyExcept((byte)0);
            var up = digits[places] > 5 || (digits[places] == 5 && (rest || Int128.IsOddInteger(micro)));
            micro += up ? 1 : 0;
        }

        if (micro > long.MaxValue)
        {
            return false;
        }

        tokens = new((long)(negative ? -micro : micro));
        return true;
    }
}

using System.Globalization;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>Numbers in words of the pages. An amount is never rounded: six decimals are all there are.</summary>
public static class Shown
{
    private const NumberStyles Plain = NumberStyles.Number & ~NumberStyles.AllowThousands;

    /// <summary>Exact, to the micro-token, with groups of thousands.</summary>
    public static string Tokens(decimal tokens) => tokens.ToString("#,##0.######", CultureInfo.InvariantCulture);

    public static string Tokens(decimal? tokens) => tokens is { } known ? Tokens(known) : "–";

    public static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>For a bar or an axis, where the exact number stands beside it.</summary>
    public static string About(decimal number) => Math.Abs(number) switch
    {
        >= 1_000_000_000_000 => $"{Short(number / 1_000_000_000_000)} T",
        >= 1_000_000_000 => $"{Short(number / 1_000_000_000)} G",
        >= 1_000_000 => $"{Short(number / 1_000_000)} M",
        >= 10_000 => $"{Short(number / 1_000)} k",
        _ => Short(number),
    };

    /// <summary>A number in an attribute of a drawing.</summary>
    public static string Place(decimal number) => decimal.Round(number, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>What an input sent; null when it is no number.</summary>
    public static decimal? Read(string? text) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What an input sent; null when it is no whole number from 0 on.</summary>
    public static long? ReadWhole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Short(decimal number) => number.ToString("#,##0.##", CultureInfo.InvariantCulture);
}

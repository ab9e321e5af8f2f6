namespace ElasticAccess.Console.Downloads;

/// <summary>A line of CSV. A text that a spreadsheet could run gets a <c>'</c> in front (contract 17, number 38).</summary>
internal static class Csv
{
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";

    public static string Text(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

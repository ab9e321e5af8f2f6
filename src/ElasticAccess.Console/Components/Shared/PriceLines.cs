using System.Globalization;

namespace ElasticAccess.Console.Components.Shared;

/// <summary>The prices of a rate table as lines to write in: name, version, rate or =formula.</summary>
public static class PriceLines
{
    public static string Write(RateTable? table) => string.Join('\n', (table?.Items ?? []).Select(item =>
        $"{Quoted(item.Name)},{Quoted(item.Version ?? "")},"
        + (item.Rate is { } rate ? rate.ToString(CultureInfo.InvariantCulture) : $"={item.Formula}")));

    /// <summary>The items, or what is wrong with the first faulty line.</summary>
    public static (IReadOnlyList<RateTableItem> Items, string? Fault) Read(string? text)
    {
        var items = new List<RateTableItem>();
        foreach (var (index, line) in (text ?? "").Split('\n').Index())
        {
            if (line.Trim() is not { Length: > 0 } filled)
            {
                continue;
            }

            var cells = Cells(filled);
            if (cells.Count < 3 || cells[0].Length == 0)
            {
                return ([], $"line {index + 1}: write name, version, rate; the version may be empty");
            }

            // A formula may hold commas itself.
            var price = string.Join(',', cells.Skip(2));
            var version = cells[1].Length > 0 ? cells[1] : null;
            if (price.StartsWith('='))
            {
                items.Add(RateTableItem.ByFormula(cells[0], price[1..].Trim(), version));
            }
            else if (Shown.Read(price) is { } rate)
            {
                items.Add(RateTableItem.AtRate(cells[0], rate, version));
            }
            else
            {
                return ([], $"line {index + 1}: \"{price}\" is no number; a formula begins with =");
            }
        }

        return (items, null);
    }

    private static string Quoted(string text) =>
        text.Contains(',') || text.Contains('"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static List<string> Cells(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cells[^1] += line[i++];
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[i];
            }
        }

        return [.. cells.Select(cell => cell.Trim())];
    }
}

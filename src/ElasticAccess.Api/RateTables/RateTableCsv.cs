using System.Text;
using System.Text.RegularExpressions;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using ElasticAccess.Domain.BackOffice;

namespace ElasticAccess.Api.RateTables;

/// <summary>
/// Rate tables as lines, one for each item (contract 20). They stand there oldest first, as they are created: of two
/// with the same effective time the one created last applies.
/// </summary>
internal static partial class RateTableCsv
{
    public const int BytesMax = 16 * 1024 * 1024;
    public const int RowsMax = 100_000;

    private const int FaultsMax = 100;

    private static readonly string[] Columns =
        ["series", "version", "effectiveFrom", "name", "itemVersion", "rate", "formula"];

    /// <summary>A table of a text, and the lines that it and its items stand in.</summary>
    public sealed record Written(RateTableBody Table, int Line, IReadOnlyList<int> ItemLines);

    public static void Header(CsvWriter csv) => csv.Row(Columns);

    public static void Write(CsvWriter csv, RateTableBody table)
    {
        foreach (var item in table.Items)
        {
            csv.Text(Guarded(table.Series));
            csv.Text(Guarded(table.Version));
            csv.Number(table.EffectiveFrom);
            csv.Text(Guarded(item.Name));
            csv.Text(Guarded(item.Version));
            csv.Amount(item.Rate);
            csv.Text(Guarded(item.Formula));
            csv.EndRow();
        }
    }

    /// <summary>The tables in the order of their first lines, or what is wrong, each fault with its line.</summary>
    public static (List<Written> Tables, List<string> Faults) Read(
        string text, Func<RateTableBody, FluentValidation.Results.ValidationResult> shape)
    {
        var (tables, faults) = (new List<Written>(), new List<(int Line, string Text)>());
        var known = new Dictionary<(string Series, string Version), Written>();
        var rows = 0;
        foreach (var record in CsvText.Read(text))
        {
            if (rows++ == 0)
            {
                if (!record.Fields.Select(field => field.Trim()).SequenceEqual(Columns))
                {
                    return ([], [$"line {record.Line}: series: the header must be {string.Join(',', Columns)}"]);
                }
            }
            else if (rows > RowsMax + 1 || faults.Count >= FaultsMax)
            {
                break;
            }
            else
            {
                Add(record, tables, known, faults);
            }
        }

        if (rows <= 1 || rows > RowsMax + 1)
        {
            faults.Add((Math.Max(1, rows), $"series: there must be 1 to {RowsMax} lines behind the header"));
        }

        foreach (var table in tables)
        {
            faults.AddRange(shape(table.Table).Errors.Select(fault =>
                Place(table, Shapes.Path(fault.PropertyName), fault.ErrorMessage)));
        }

        var shown = faults.OrderBy(fault => fault.Line).Take(FaultsMax);
        return (tables, [.. shown.Select(fault => $"line {fault.Line}: {fault.Text}")]);
    }

    private static void Add(
        CsvRecord record, List<Written> tables, Dictionary<(string Series, string Version), Written> known,
        List<(int Line, string Text)> faults)
    {
        if (record.Fields.Count != Columns.Length)
        {
            faults.Add((record.Line, $"series: {record.Fields.Count} columns instead of {Columns.Length}"));
            return;
        }

        string[] texts = [.. record.Fields.Select(Unguarded)];
        var from = WrittenTime.Of(record.Fields[2].Trim());
        if (from is null)
        {
            faults.Add((record.Line, "effectiveFrom: must be a time in ms or an ISO 8601 date"));
        }

        Tokens? rate = null;
        if (record.Fields[5].Trim() is { Length: > 0 } number)
        {
            rate = Tokens.TryParse(Encoding.UTF8.GetBytes(number), out var read) ? read : null;
            if (rate is null)
            {
                faults.Add((record.Line, "rate: must be a number such as 2.5"));
                rate = Tokens.Zero;
            }
        }

        var at = from?.Ms ?? 0;
        if (!known.TryGetValue((texts[0], texts[1]), out var table))
        {
            table = new(new(at, texts[1], new List<RateTableBody.RatedItem>(), texts[0]), record.Line, new List<int>());
            known.Add((texts[0], texts[1]), table);
            tables.Add(table);
        }
        else if (from is not null && table.Table.EffectiveFrom != at)
        {
            faults.Add((record.Line, $"effectiveFrom: line {table.Line} of the same table has another time"));
        }

        ((List<RateTableBody.RatedItem>)table.Table.Items).Add(
            new(texts[3], texts[4], rate, texts[6].Length == 0 ? null : texts[6]));
        ((List<int>)table.ItemLines).Add(record.Line);
    }

    // The paths of JSON, as lines and columns.
    private static (int Line, string Text) Place(Written table, string path, string message)
    {
        if (ItemPath().Match(path) is not { Success: true } item)
        {
            return (table.Line, $"{(path == "$.items" ? "name" : path[2..])}: {message}");
        }

        var column = item.Groups[2].Value switch { "" => "name", "version" => "itemVersion", var name => name };
        return (table.ItemLines[int.Parse(item.Groups[1].ValueSpan, provider: null)], $"{column}: {message}");
    }

    // The writer puts an apostrophe before what a spreadsheet would run; a text that begins with one gets another, so
    // that reading can take one away and finds what was written.
    private static string? Guarded(string? text) => text is ['\'', ..] ? $"'{text}" : text;

    private static string Unguarded(string field) =>
        field is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..] ? field[1..] : field;

    [GeneratedRegex(@"^\$\.items\[(\d+)\](?:\.(\w+))?$")]
    private static partial Regex ItemPath();
}

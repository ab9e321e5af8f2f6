using Spectre.Console;

namespace ElasticAccess.Cli.Output;

/// <summary>Tables for people: drawn on a terminal, plain columns for a file, a pipe or without colours.</summary>
internal static class Table
{
    private const string Gap = "  ";

    public static void Write(
        TextWriter output, bool isPlain, IReadOnlyList<string>? headers, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows.Select(row => row.Select(Printable).ToArray())];
        if (isPlain)
        {
            Plain(output, headers is null ? all : [[.. headers], .. all]);
        }
        else
        {
            Drawn(output, headers, all);
        }
    }

    private static void Plain(TextWriter output, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join(Gap, row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private static void Drawn(TextWriter output, IReadOnlyList<string>? headers, string[][] rows)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.Rounded, ShowHeaders = headers is not null };
        foreach (var (column, header) in (headers ?? ["", ""]).Index())
        {
            // An id that is broken over lines cannot be copied.
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold)))
            {
                NoWrap = rows.Any(row => Guid.TryParse(row[column], out _)),
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);
    }

    // What a customer wrote into a name must not move the cursor of an administrator's terminal.
    private static string Printable(string cell) =>
        cell.Any(char.IsControl) ? string.Concat(cell.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : cell;
}

using System.Text.Json;
using ElasticAccess.Cli.Files;

namespace ElasticAccess.Cli.Output;

/// <summary>Writes answers in the format asked for. Lists are written as their pages come, tables at the end.</summary>
internal sealed class Printer(Format format, TextWriter output, bool isPlain)
{
    public Format Format => format;

    public void One(View view, byte[] body)
    {
        if (body.Length == 0)
        {
            return;
        }

        using var json = JsonDocument.Parse(body);
        if (format == Format.Json)
        {
            output.WriteLine(json.RootElement.GetRawText());
        }
        else if (view.Rows is { } member)
        {
            Rows(view, json.RootElement.TryGetProperty(member, out var rows) ? rows.EnumerateArray() : []);
        }
        else if (json.RootElement.ValueKind == JsonValueKind.Array)
        {
            Rows(view, json.RootElement.EnumerateArray());
        }
        else if (format == Format.Csv)
        {
            Rows(view, [json.RootElement]);
        }
        else
        {
            var root = json.RootElement;
            var members = view.Columns.Select(column => new[] { column.Header, column.Shown(root) });
            Table.Write(output, isPlain, null, members);
        }
    }

    /// <summary>All rows of a list, as they come.</summary>
    public async Task AllAsync(View view, IAsyncEnumerable<JsonElement> rows)
    {
        if (format == Format.Table)
        {
            var all = new List<JsonElement>();
            await foreach (var row in rows)
            {
                all.Add(row);
            }

            Rows(view, all);
            return;
        }

        var isFirst = true;
        await foreach (var row in rows)
        {
            if (format == Format.Json)
            {
                output.Write(isFirst ? "[\n" : ",\n");
                output.Write(row.GetRawText());
            }
            else
            {
                output.Write(isFirst ? Header(view) : "");
                output.Write(Csv.Line(view.Columns.Select(column => column.Field(row))));
            }

            isFirst = false;
        }

        output.Write(format == Format.Csv ? isFirst ? Header(view) : "" : isFirst ? "[]\n" : "\n]\n");
    }

    private void Rows(View view, IEnumerable<JsonElement> rows)
    {
        if (format == Format.Csv)
        {
            output.Write(Header(view));
            foreach (var row in rows)
            {
                output.Write(Csv.Line(view.Columns.Select(column => column.Field(row))));
            }

            return;
        }

        Column[] columns = [.. view.Columns.Where(column => column.IsInTable)];
        Table.Write(
            output, isPlain, [.. columns.Select(column => column.Header)],
            rows.Select(row => columns.Select(column => column.Shown(row)).ToArray()));
    }

    private static string Header(View view) => Csv.Line(view.Columns.Select(column => column.Header));
}

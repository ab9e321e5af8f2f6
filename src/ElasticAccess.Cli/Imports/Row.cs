using ElasticAccess.Cli.Files;

namespace ElasticAccess.Cli.Imports;

/// <summary>A fault of one line of a file.</summary>
/// <param name="Line">From 1 on.</param>
/// <param name="Name">The column.</param>
internal sealed record Fault(int Line, string Name, string Message);

/// <summary>One record under a header; what cannot be read becomes a fault and a default.</summary>
internal sealed class Row(Record record, IReadOnlyList<string> columns, List<Fault> faults)
{
    public int Line => record.Line;

    /// <summary>The records under a header that must be exactly this one.</summary>
    public static List<Row> All(string text, IReadOnlyList<string> columns, List<Fault> faults)
    {
        var rows = new List<Row>();
        var isHeader = true;
        foreach (var record in Csv.Read(text))
        {
            if (isHeader && !record.Fields.Select(field => field.Trim()).SequenceEqual(columns))
            {
                faults.Add(new(record.Line, columns[0], $"the header must be {string.Join(',', columns)}"));
                return [];
            }

            if (!isHeader && record.Fields.Count != columns.Count)
            {
                faults.Add(new(
                    record.Line, columns[0], $"{record.Fields.Count} fields instead of {columns.Count}"));
            }
            else if (!isHeader)
            {
                rows.Add(new(record, columns, faults));
            }

            isHeader = false;
        }

        if (isHeader)
        {
            faults.Add(new(1, columns[0], $"the header is missing: {string.Join(',', columns)}"));
        }

        return rows;
    }

    /// <summary>Null for an empty field.</summary>
    public string? Text(string column)
    {
        var field = record.Fields[Index(column)];
        return field.Length == 0 ? null : Csv.Unguarded(field);
    }

    /// <summary>A name as contract 17.18 has it.</summary>
    public string Name(string column)
    {
        var text = Text(column) ?? "";
        Check(
            text.Length is >= 1 and <= 255 && !text.Any(char.IsControl), column,
            "1 to 255 characters, none of control");
        return text;
    }

    public string? OptionalName(string column) => Text(column) is null ? null : Name(column);

    public T Value<T>(string column, Func<string, T?> parse, string wanted)
        where T : struct => Optional(column, parse, wanted) ?? Missing<T>(column);

    public T? Optional<T>(string column, Func<string, T?> parse, string wanted)
        where T : struct
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        Check(value is not null, column, $"is '{text}', not {wanted}");
        return value ?? default(T);
    }

    public void Check(bool holds, string column, string message)
    {
        if (!holds)
        {
            faults.Add(new(Line, column, message));
        }
    }

    private T Missing<T>(string column)
    {
        // An empty field; a field that cannot be read has said so already.
        Check(false, column, "is missing");
        return default!;
    }

    private int Index(string column)
    {
        var index = columns.Index().First(c => c.Item == column).Index;
        return index;
    }
}

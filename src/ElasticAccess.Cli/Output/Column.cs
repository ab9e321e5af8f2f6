using System.Text.Json;
using ElasticAccess.Cli.Files;

namespace ElasticAccess.Cli.Output;

/// <summary>One column of a table or of CSV, and where its value stands in the API's JSON.</summary>
internal sealed record Column(string Header, IReadOnlyList<string> Path, bool IsTime, bool IsInTable)
{
    /// <param name="spec"><c>path.to.member=header</c>; <c>@</c> at the end: a time in ms; <c>-</c> before it: not in
    /// tables.</param>
    public static Column Parse(string spec)
    {
        var (isInTable, isTime) = (spec[0] != '-', spec[^1] == '@');
        var parts = spec.Trim('-', '@').Split('=');
        var path = parts[0].Split('.');
        return new Column(parts.Length > 1 ? parts[1] : path[^1], path, isTime, isInTable);
    }

    /// <summary>For people: times are readable, lists are short.</summary>
    public string Shown(JsonElement row) => Find(row) is not { } value ? ""
        : IsTime && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var ms) ? Time.Show(ms)
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? string.Join(", ", value.EnumerateArray().Select(Plain))
        : Plain(value);

    /// <summary>For programs: numbers as they came, texts so that no spreadsheet runs them.</summary>
    public string Field(JsonElement row) => Find(row) is not { } value ? ""
        : value.ValueKind == JsonValueKind.String ? Csv.Guarded(Plain(value))
        : Plain(value);

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private JsonElement? Find(JsonElement row)
    {
        foreach (var name in Path)
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
            {
                return null;
            }
        }

        return row;
    }
}

/// <summary>How one kind of answer is shown.</summary>
/// <param name="Rows">The member of an answer that holds its rows; null: the answer is one row itself.</param>
internal sealed record View(string? Rows, IReadOnlyList<Column> Columns)
{
    public static View Of(params string[] columns) => new(null, [.. columns.Select(Column.Parse)]);

    public View Within(string member) => this with { Rows = member };
}

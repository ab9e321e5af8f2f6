using System.Text;

namespace ElasticAccess.Api.Tests;

/// <summary>Reads CSV as RFC 4180 has it, written apart from what writes it.</summary>
internal static class CsvText
{
    public static List<string[]> Read(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[++i]);
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || (c != ',' && c != '\r'))
            {
                field.Append(c);
            }
            else
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\r')
                {
                    Assert.Equal('\n', text[++i]);
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
        }

        Assert.True(!isQuoted && row.Count == 0 && field.Length == 0, "the last line has no end");
        return rows;
    }

    /// <summary>Each row by the names of the header row.</summary>
    public static Dictionary<string, string>[] ReadTable(string text)
    {
        var rows = Read(text);
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}

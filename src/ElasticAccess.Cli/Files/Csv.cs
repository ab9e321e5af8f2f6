using System.Buffers;
using System.Text;

namespace ElasticAccess.Cli.Files;

/// <summary>
/// Comma-separated values as RFC 4180 has them. A text that a spreadsheet would run, or that begins with an apostrophe,
/// gets an apostrophe before it, which reading takes away: what was written is what is read.
/// </summary>
internal static class Csv
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\r\n";

    /// <summary>A text of anybody's, unlike a number of ours.</summary>
    public static string Guarded(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'' ? $"'{text}" : text;

    public static string Unguarded(string field) =>
        field.Length > 1 && field[0] == '\'' && field[1] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\''
            ? field[1..]
            : field;

    /// <summary>The records with the line that each begins in; a blank line is none.</summary>
    public static IEnumerable<Record> Read(string text)
    {
        var (at, line) = (text.StartsWith('\uFEFF') ? 1 : 0, 1);
        while (at < text.Length)
        {
            var (fields, began, isQuoted) = (new List<string>(), line, false);
            var field = new StringBuilder();
            var isOpen = false;
            for (; at < text.Length; at++)
            {
                var c = text[at];
                line += c == '\n' ? 1 : 0;
                if (c == '"' && (isOpen || field.Length == 0))
                {
                    isQuoted = true;
                    if (isOpen && at + 1 < text.Length && text[at + 1] == '"')
                    {
                        field.Append(text[at++]);
                    }
                    else
                    {
                        isOpen = !isOpen;
                    }
                }
                else if (c == ',' && !isOpen)
                {
                    fields.Add(field.ToString());
                    field.Clear();
                }
                else if (c == '\n' && !isOpen)
                {
                    at++;
                    break;
                }
                else if (c != '\r' || isOpen)
                {
                    field.Append(c);
                }
            }

            if (isOpen)
            {
                throw new Failure(ExitCode.Refused, $"line {began}: a quote is not closed");
            }

            fields.Add(field.ToString());
            if (isQuoted || fields.Count > 1 || fields[0].Length > 0)
            {
                yield return new Record(began, fields);
            }
        }
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(NeedQuotes) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}

/// <param name="Line">From 1 on, as an editor counts.</param>
/// <param name="Fields">As they stand there, without quotes.</param>
internal sealed record Record(int Line, IReadOnlyList<string> Fields);

using System.Text;

namespace ElasticAccess.Domain.BackOffice;

/// <param name="Line">Of the text, from 1: where the record begins.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);

/// <summary>
/// Comma-separated values as RFC 4180 has them: quotes around a field, doubled inside it; line ends of any kind. Empty
/// lines are passed over.
/// </summary>
public static class CsvText
{
    /// <summary>A quote that is never closed ends with the text.</summary>
    public static IEnumerable<CsvRecord> Read(string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var record = ReadRecord(text, ref at, ref line);
            if (record.Fields is not [""])
            {
                yield return record;
            }
        }
    }

    private static CsvRecord ReadRecord(string text, ref int at, ref int line)
    {
        var began = line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(ReadField(text, ref at, ref line));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (at < text.Length)
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                line++;
            }

            return new(began, fields);
        }
    }

    private static string ReadField(string text, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var begin = at;
            while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
            {
                at++;
            }

            return text[begin..at];
        }

        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"')
                {
                    break;
                }
            }
            else if (text[at] == '\n')
            {
                line++;
            }

            field.Append(text[at]);
        }

        // What stands between a closing quote and the next comma still belongs to the field.
        while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
        {
            field.Append(text[at++]);
        }

        return field.ToString();
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Api.Wire;

/// <summary>
/// CSV as RFC 4180 wants it, in UTF-8, lines ended by CR LF. A text that a spreadsheet would run gets a leading
/// apostrophe (contract 17.38); numbers stay numbers.
/// </summary>
internal sealed class CsvWriter(IBufferWriter<byte> output)
{
    public const string ContentType = "text/csv; charset=utf-8";

    // sign and 20 digits, or what an amount of tokens needs
    private const int NumberBytesMax = 24;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    private bool hasFields;

    public void Row(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            Text(text);
        }

        EndRow();
    }

    /// <summary>Whatever anybody may have written; nothing for null.</summary>
    public void Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (!text.AsSpan().ContainsAny(NeedQuotes))
        {
            Write(isFormula ? $"'{text}" : text);
            return;
        }

        Write(isFormula ? "\"'" : "\"");
        Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        Write("\"");
    }

    public void Id(Guid? id)
    {
        Separate();
        if (id is { } known)
        {
            Write(known.ToString());
        }
    }

    public void Number(long? number)
    {
        Separate();
        if (number is { } known)
        {
            var span = output.GetSpan(NumberBytesMax);
            Utf8Formatter.TryFormat(known, span, out var written);
            output.Advance(written);
        }
    }

    public void Amount(Tokens? amount)
    {
        Separate();
        if (amount is { } known)
        {
            known.TryFormat(output.GetSpan(NumberBytesMax), out var written);
            output.Advance(written);
        }
    }

    public void Sum(TokenSum sum)
    {
        Separate();
        Write(sum.ToString());
    }

    public void EndRow()
    {
        output.Write("\r\n"u8);
        hasFields = false;
    }

    private void Separate()
    {
        if (hasFields)
        {
            output.Write(","u8);
        }

        hasFields = true;
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}

using System.Buffers;
using System.Text;
using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Wire;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Zürich 🚀", "Zürich 🚀")]
    [InlineData(" spaces stay ", " spaces stay ")]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("'=a", "'=a")]
    public void A_text_is_quoted_where_it_must_be_and_never_a_formula(string? text, string expected) =>
        Assert.Equal($"{expected}\r\n", Written(csv => csv.Text(text)));

    [Fact]
    public void Numbers_stay_numbers_and_what_is_not_there_is_empty() => Assert.Equal(
        "-4.5,,-7,,00000000-0000-0000-0000-000000000000,,9000000000000.000001\r\n",
        Written(csv =>
        {
            csv.Amount(new Tokens(-4_500_000));
            csv.Amount(null);
            csv.Number(-7);
            csv.Number(null);
            csv.Id(Guid.Empty);
            csv.Id(null);
            csv.Amount(new Tokens(9_000_000_000_000_000_001));
        }));

    [Fact]
    public void Whatever_is_written_is_read_back()
    {
        foreach (var seed in Seeds.UpTo(2_000))
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, 3).Select(_ =>
                new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "ab,\"\r\n ü;"[random.Next(9)])]))
                .ToArray()).ToArray();

            var text = Written(rows);

            var expected = rows.Select(row => row.Select(field => field.StartsWith('\r') ? $"'{field}" : field));
            var found = CsvText.Read(text).SelectMany(row => row);
            Assert.True(expected.SelectMany(row => row).SequenceEqual(found), $"seed {seed}: {text}");
        }
    }

    private static string Written(string[][] rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var csv = new CsvWriter(buffer);
        foreach (var row in rows)
        {
            csv.Row(row);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Written(Action<CsvWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var csv = new CsvWriter(buffer);
        write(csv);
        csv.EndRow();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

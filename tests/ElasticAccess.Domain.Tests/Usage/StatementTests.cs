using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Tests.Usage;

public class StatementTests
{
    [Theory]
    [InlineData("", "none:0", 0)]
    [InlineData("b:5 a:7 none:2", "a:7 b:5 none:2", 14)]
    [InlineData("b:5 a:7 b:-9", "a:7 b:-4 none:0", 3)]
    [InlineData("b:1 B:2 ä:3", "B:2 b:1 ä:3 none:0", 6)]
    public void The_lines_add_up_and_usage_without_the_key_has_a_line_of_its_own(
        string parts, string expected, int total)
    {
        var statement = Statement.Of(parts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':'))
            .Select(part => (part[0] == "none" ? null : part[0], new TokenSum(int.Parse(part[1])))));

        Assert.Equal(expected, string.Join(' ', statement.Lines.Select(line =>
            $"{line.Value ?? "none"}:{line.Net.Micro}")));
        Assert.Equal(total, statement.Total.Micro);
    }

    [Theory]
    [InlineData("2026-11", "2026-10-30", "2026-12-03")]
    [InlineData("2026-02", "2026-01-30", "2026-03-03")]
    [InlineData("1970-01", "1970-01-01", "1970-02-03")]
    public void A_month_lies_within_a_range_whatever_the_time_zone(string text, string from, string to)
    {
        Assert.True(StatementMonth.TryParse(text, out var month));
        Assert.Equal(text, month.Name);
        var (fromMs, toMs) = month.Within(latestMs: long.MaxValue);
        Assert.Equal((from, to), (Day(fromMs), Day(toMs)));

        static string Day(long ms) => $"{DateTime.UnixEpoch.AddMilliseconds(ms):yyyy-MM-dd}";
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("1969-12")]
    [InlineData("2026/11")]
    [InlineData("2026-11-01")]
    [InlineData(" 2026-1")]
    [InlineData("")]
    public void Anything_else_is_no_month(string text) => Assert.False(StatementMonth.TryParse(text, out _));
}

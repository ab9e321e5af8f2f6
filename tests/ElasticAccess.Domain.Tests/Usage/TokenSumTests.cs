using ElasticAccess.Domain.Usage;

namespace ElasticAccess.Domain.Tests.Usage;

public class TokenSumTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000001")]
    [InlineData(-1, "-0.000001")]
    [InlineData(4_500_000, "4.5")]
    [InlineData(-10_000_000, "-10")]
    [InlineData(long.MaxValue, "9223372036854.775807")]
    [InlineData(long.MinValue, "-9223372036854.775808")]
    public void A_sum_is_written_as_the_shortest_plain_number(long micro, string expected) =>
        Assert.Equal(expected, new TokenSum(micro).ToString());

    [Fact]
    public void Sums_go_beyond_what_a_counter_holds()
    {
        var sum = Enumerable.Repeat((TokenSum)Tokens.Largest, 1_000).Aggregate(TokenSum.Zero, (a, b) => a + b);

        Assert.Equal("9223372036854775.807", sum.ToString());
        Assert.Equal("-9223372036854775.807", (TokenSum.Zero - sum).ToString());
    }
}

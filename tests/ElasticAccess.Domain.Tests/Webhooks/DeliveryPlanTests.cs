using ElasticAccess.Domain.Webhooks;

namespace ElasticAccess.Domain.Tests.Webhooks;

/// <summary>Three days of growing pauses (contract 20).</summary>
public sealed class DeliveryPlanTests
{
    [Fact]
    public void Pauses_grow_for_three_days_and_then_it_is_given_up()
    {
        var first = new Instant(1_767_225_600_000);
        var times = new List<TimeSpan>();
        for (Instant? at = first; at is { } now; at = DeliveryPlan.Next(times.Count, first, now))
        {
            times.Add(TimeSpan.FromMilliseconds(now.Ms - first.Ms));
        }

        Assert.Equal(
            """
            00:00:00 00:00:05 00:00:35 00:02:35 00:12:35 00:42:35 01:42:35 03:42:35 07:42:35 15:42:35 23:42:35
            1.07:42:35 1.15:42:35 1.23:42:35 2.07:42:35 2.15:42:35 2.23:42:35 3.00:00:00
            """.ReplaceLineEndings(" "),
            string.Join(' ', times));
    }

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(1, 10, 15)]
    [InlineData(9, 60, 60 + (8 * 3600))]
    [InlineData(1_000_000, 60, 60 + (8 * 3600))]
    [InlineData(9, (3 * 86_400) - 1, 3 * 86_400)]
    [InlineData(1, 3 * 86_400, null)]
    [InlineData(1, 30 * 86_400, null)]
    public void The_next_attempt_comes_a_pause_later_or_at_the_end(int attempts, int nowSeconds, int? nextSeconds)
    {
        var first = new Instant(1_767_225_600_000);
        var next = DeliveryPlan.Next(attempts, first, first + TimeSpan.FromSeconds(nowSeconds));
        Assert.Equal(nextSeconds, next is { } at ? (int)((at.Ms - first.Ms) / 1000) : null);
    }
}

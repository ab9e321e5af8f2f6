namespace ElasticAccess.Client.Tests;

public sealed class HeartbeatPlanTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(1440)]
    public void A_heartbeat_lies_in_the_window_of_its_charge_wherever_the_service_took_the_request(int period)
    {
        for (var roundTrip = 0; roundTrip <= period / 8; roundTrip++)
        {
            var plan = HeartbeatPlan.AfterGrant(Min(period), Min(0), Min(roundTrip));
            for (var charge = 1; charge < 50; charge++)
            {
                Assert.True(plan.SendAt > Min(roundTrip + (charge * period)), "before its latest charge");
                Assert.True(plan.AnswerBy <= Min((charge + 0.5) * period), "after its earliest window");
                Assert.True(plan.SendAt < plan.AnswerBy);
                plan = plan.AfterHeartbeat(plan.SendAt, plan.SendAt);
            }
        }
    }

    [Fact]
    public void A_request_too_slow_to_know_its_time_gets_a_heartbeat_every_quarter()
    {
        var plan = HeartbeatPlan.AfterGrant(Hour, Min(0), Min(8));

        Assert.Equal((Min(15), Min(30)), (plan.SendAt, plan.AnswerBy));
        plan = plan.AfterHeartbeat(Min(15), Min(16));
        Assert.Equal((Min(30), Min(45)), (plan.SendAt, plan.AnswerBy));
    }

    [Fact]
    public void In_doubt_both_time_lines_are_served()
    {
        var old = HeartbeatPlan.AfterGrant(Hour, Min(0), Min(0));

        var plan = HeartbeatPlan.AfterDoubt(old, Hour, Min(60));
        Assert.Equal((Min(67.5), Min(90)), (plan.SendAt, plan.AnswerBy));
        plan = HeartbeatPlan.AfterDoubt(old, Hour, Min(10));
        Assert.Equal((Min(25), Min(40)), (plan.SendAt, plan.AnswerBy));
        plan = HeartbeatPlan.AfterDoubt(null, Hour, Min(10));
        Assert.Equal((Min(25), Min(40)), (plan.SendAt, plan.AnswerBy));
    }

    [Fact]
    public void Heartbeats_slept_through_are_skipped()
    {
        var plan = HeartbeatPlan.AfterGrant(Hour, Min(0), Min(0)).AfterHeartbeat(Min(300), Min(300));

        Assert.Equal((Min(307.5), Min(330)), (plan.SendAt, plan.AnswerBy));
    }

    private static TimeSpan Min(double minutes) => TimeSpan.FromMinutes(minutes);
}

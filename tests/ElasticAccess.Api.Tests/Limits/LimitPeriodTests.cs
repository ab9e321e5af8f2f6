using ElasticAccess.Api.Tests.Sessions;
using ElasticAccess.Client.Models;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Api.Tests.Limits;

public sealed class LimitPeriodsOnSqlite() : LimitPeriodTests(Store.Sqlite);

public sealed class LimitPeriodsOnPostgres() : LimitPeriodTests(Store.Postgres);

/// <summary>
/// What each requester may take, over the ends of days, weeks, months and years (contract 12). Item a costs 6 tokens;
/// the clock is moved to the next leap year that is wholly to come, and the year before it.
/// </summary>
public abstract class LimitPeriodTests(Store store) : SandboxTest(store)
{
    private int Leap => Enumerable.Range(
        DateTimeOffset.FromUnixTimeMilliseconds(Minute(0)).Year + 2, 16).First(DateTime.IsLeapYear);

    [Fact]
    public async Task A_month_ends_with_its_last_millisecond_however_long_it_is()
    {
        await MoveToAsync(At(Leap - 1, 12, 31, 10));
        Assert.Equal(At(Leap, 1, 1), (await LimitAsync(12, LimitInterval.Month)).NextReset);
        DateTimeOffset[] lastDays =
            [At(Leap - 1, 12, 31), At(Leap, 1, 31), At(Leap, 2, 29), At(Leap, 3, 31), At(Leap, 4, 30)];
        foreach (var last in lastDays)
        {
            await MoveToAsync(last.AddHours(11));
            Assert.Equal("1101 1205 1101 1205", await AskAsync("1*a 1.5*a 1*a 0.1*a"));
            Assert.Equal("1101", await AskAsync("2*a", "eve"));
            await MoveToAsync(last.AddDays(1).AddMilliseconds(-1));
            Assert.Equal("1205", await AskAsync("1*a"));
            Assert.Equal(last.AddDays(1), (await FindAsync())!.NextReset);
            await MoveToAsync(last.AddDays(1));
            Assert.Equal(last.AddDays(2).Month, (await FindAsync())!.NextReset!.Value.AddDays(-1).Month);
        }
    }

    [Fact]
    public async Task A_day_ends_at_midnight_also_on_the_leap_day()
    {
        await MoveToAsync(At(Leap, 2, 28, 10));
        await LimitAsync(6, LimitInterval.Day);
        foreach (var next in new[] { At(Leap, 2, 29), At(Leap, 3, 1), At(Leap, 3, 2) })
        {
            Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
            Assert.Equal(next, (await FindAsync())!.NextReset);
            await MoveToAsync(next.AddMilliseconds(-1));
            Assert.Equal("1205", await AskAsync("1*a"));
            await MoveToAsync(next);
        }
    }

    [Fact]
    public async Task A_week_ends_on_Monday_and_a_year_that_was_wished_for_the_leap_day_on_its_last_of_February()
    {
        var monday = At(Leap - 1, 12, 31);
        while (monday.DayOfWeek != DayOfWeek.Monday)
        {
            monday = monday.AddDays(1);
        }

        await MoveToAsync(monday.AddDays(-3));
        Assert.Equal(monday, (await LimitAsync(6, LimitInterval.Week)).NextReset);
        Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
        await MoveToAsync(monday);
        Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
        Assert.Equal(monday.AddDays(7), (await FindAsync())!.NextReset);

        var leapDay = At(Leap, 2, 29);
        Assert.Equal(leapDay, (await LimitAsync(6, LimitInterval.Year, leapDay)).NextReset);
        Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
        await MoveToAsync(leapDay);
        Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
        Assert.Equal(At(Leap + 1, 2, 28), (await FindAsync())!.NextReset);
        await MoveToAsync(At(Leap + 1, 2, 28));
        Assert.Equal("1101 1205", await AskAsync("1*a 1*a"));
    }

    [Fact]
    public async Task What_was_consumed_before_the_limit_does_not_count_and_raising_it_keeps_what_does()
    {
        await MoveToAsync(At(Leap, 1, 30, 10));
        Assert.Equal("1101", await AskAsync("5*a"));
        await MoveToAsync(At(Leap, 1, 30, 11));
        await LimitAsync(12, LimitInterval.Month);
        Assert.Equal("1101 1205", await AskAsync("2*a 1*a"));
        await MoveToAsync(At(Leap, 1, 30, 12));

        await LimitAsync(18, LimitInterval.Month);
        Assert.Equal("1101 1205", await AskAsync("1*a 0.1*a"));
        await LimitAsync(30, LimitInterval.Month, At(Leap, 2, 1));
        Assert.Equal("1205 1101 1205", await AskAsync("3*a 2*a 0.1*a"));
        await LimitAsync(6, LimitInterval.Month);
        Assert.Equal("1205", await AskAsync("0.1*a"));

        await LimitAsync(6, LimitInterval.Day);
        Assert.Equal("1101 1205", await AskAsync("1*a 0.1*a"));
    }

    [Fact]
    public async Task A_refund_gives_back_to_the_period_it_was_taken_in()
    {
        await MoveToAsync(At(Leap, 1, 31, 23));
        await LimitAsync(6, LimitInterval.Month);
        var session = await CreateAsync();
        Assert.Equal("200 1101", await RequestAsync(session, "a"));
        Assert.Equal("403 1205", await RequestAsync(await CreateAsync(), "a"));
        await MoveToAsync(At(Leap, 1, 31, 23).AddMinutes(30));
        await CloseAsync(session);
        Assert.Equal("1205 1101", await AskAsync("1*a 0.5*a"));

        // Taken in February, and given back there.
        await MoveToAsync(At(Leap, 2, 1));
        session = await CreateAsync();
        Assert.Equal("200 1101", await RequestAsync(session, "a"));
        await MoveToAsync(At(Leap, 2, 1).AddMinutes(20));
        await CloseAsync(session);
        Assert.Equal("1205 1101 1205", await AskAsync("0.7*a 0.666*a 0.001*a"));
    }

    [Fact]
    public async Task A_limit_taken_away_and_set_again_in_the_same_millisecond_begins_to_count_anew()
    {
        await MoveToAsync(At(Leap, 5, 4, 10));
        for (var round = 0; round < 3; round++)
        {
            await LimitAsync(6, LimitInterval.Day);
            Assert.Equal("1101 1205", await AskAsync("1*a 0.1*a"));
            await Service.Admin.DeleteConsumptionLimitAsync(Instance, LineItem);
            Assert.Equal("1101", await AskAsync("2*a"));
        }

        // Also where what was taken is given back while there is no limit, or under the next one.
        foreach (var isGivenBackBefore in new[] { true, false })
        {
            await LimitAsync(6, LimitInterval.Day);
            var session = await CreateAsync();
            Assert.Equal("200 1101", await RequestAsync(session, "a"));
            await Service.Admin.DeleteConsumptionLimitAsync(Instance, LineItem);
            if (isGivenBackBefore)
            {
                await CloseAsync(session);
            }

            await LimitAsync(6, LimitInterval.Day);
            Assert.Equal("1101", await AskAsync("0.5*a"));
            await CloseAsync(session);
            Assert.Equal("1101 1205", await AskAsync("0.5*a 0.1*a"));
            await VerifyAsync();
            await Service.Admin.DeleteConsumptionLimitAsync(Instance, LineItem);
        }
    }

    private static DateTimeOffset At(int year, int month, int day, int hour = 0) =>
        new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private Task<ConsumptionLimit> LimitAsync(decimal limit, LimitInterval interval, DateTimeOffset? reset = null) =>
        Service.Admin.PutConsumptionLimitAsync(Instance, LineItem, new(limit, interval, reset));

    private Task<ConsumptionLimit?> FindAsync() => Service.Admin.FindConsumptionLimitAsync(Instance, LineItem);

    private async Task<string> AskAsync(string items, string who = "maria")
    {
        var access = await Service.Admin.RequestOneOffAsync(
            Instance, new("user", who), [.. items.Split(' ').Select(Customer.Item)]);
        return string.Join(' ', access.RequestedItems.Select(item => item.Status.Code));
    }
}

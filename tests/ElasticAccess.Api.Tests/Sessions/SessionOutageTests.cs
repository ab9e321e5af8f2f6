using ElasticAccess.Data.Stores;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Api.Tests.Sessions;

public sealed class SessionOutagesOnSqlite() : SessionOutageTests(Store.Sqlite);

public sealed class SessionOutagesOnPostgres() : SessionOutageTests(Store.Postgres);

/// <summary>What is done late is done in the order of its due times, each with its own time (I22, I28).</summary>
public abstract class SessionOutageTests(Store store) : SandboxTest(store)
{
    [Fact]
    public async Task The_last_tokens_go_to_the_session_that_was_due_first()
    {
        // 6 + 9 are charged at first; of the 6 that are left the session of minute 10 is the second to ask.
        await SetQuantityAsync(21);
        var (late, early) = (await CreateAsync(), await CreateAsync());
        await RequestAsync(early, "a");
        await MoveToAsync(10);
        await RequestAsync(late, "b");
        await MoveToAsync(3 * 24 * 60);

        // early: charged at 60, refunded at 90. late: at 70 there were no 9 left.
        Assert.Equal(6 + 9, await UsedAsync());
        Assert.Equal([(60L, 6m), (90L, -6m)], await RowsAfterAsync(10));
        await VerifyAsync();
    }

    [Fact]
    public async Task A_call_on_one_session_does_not_overtake_what_another_was_due_earlier()
    {
        await SetQuantityAsync(18);
        var (late, early) = (await CreateAsync(), await CreateAsync());
        await RequestAsync(early, "a");
        await MoveToAsync(10);
        await RequestAsync(late, "a");
        await JumpAsync(75);

        Assert.Equal(409, await HeartbeatAsync(late));
        Assert.Equal(204, await HeartbeatAsync(early));
        Assert.Equal([(60L, 6m)], await RowsAfterAsync(10));
    }

    [Fact]
    public async Task Many_sessions_over_days_leave_each_what_it_had_used()
    {
        await SetQuantityAsync(1_000_000);
        var sessions = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            await MoveToAsync(i);
            sessions.Add(await CreateAsync());
            await RequestAsync(sessions[^1], "a b");
        }

        await MoveToAsync(10 * 24 * 60);

        Assert.Equal(30 * 15, await UsedAsync());
        foreach (var session in sessions)
        {
            Assert.Equal("TERMINATED", await StateAsync(session));
        }

        var times = (await RowsAfterAsync(29)).ConvertAll(row => row.Minute);
        Assert.Equal(times.Order(), times);
        Assert.Equal(4 * 30, times.Count);
        await VerifyAsync();
    }

    [Fact]
    public async Task Thirty_idle_days_count_from_the_first_idle_moment()
    {
        const int day = 24 * 60;
        var (never, halted) = (await CreateAsync(), await CreateAsync());
        await RequestAsync(halted, "a");
        await MoveToAsync(10);
        await RequestAsync(halted, "");
        await MoveToAsync(20 * day);
        Assert.Equal(204, await HeartbeatAsync(never));
        Assert.Equal("200", await RequestAsync(halted, ""));
        await MoveToAsync(30 * day);
        Assert.Equal(("TERMINATED", "IDLE"), (await StateAsync(never), await StateAsync(halted)));
        await MoveToAsync((30 * day) + 10);
        Assert.Equal("TERMINATED", await StateAsync(halted));
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_fails_alone()
    {
        var (broken, whole) = (await CreateAsync(), await CreateAsync());
        await RequestAsync(broken, "a");
        await RequestAsync(whole, "a");
        await using (var db = Service.Services.GetRequiredService<IStore>().NewDb())
        {
            var id = Guid.Parse(broken);
            await db.Database.ExecuteSqlAsync($"update session set items = '[{{' where session_id = {id}");
        }

        await MoveToAsync(60);

        Assert.Equal(("FAILED", "ACTIVE"), (await StateAsync(broken), await StateAsync(whole)));
        Assert.Equal(18, await UsedAsync());
        Assert.Equal((409, 403), (await HeartbeatAsync(broken), await HeartbeatAsync(broken, "v1.0")));
        Assert.Equal(409, await CloseAsync(broken));
        Assert.Equal(18, await UsedAsync());
    }
}

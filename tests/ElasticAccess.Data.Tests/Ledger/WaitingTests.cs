using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain.Access;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class WaitingOnSqlite() : WaitingTests(Store.Sqlite);

public sealed class WaitingOnPostgres() : WaitingTests(Store.Postgres);

/// <summary>What happens to requests while their lane is busy with another.</summary>
public abstract class WaitingTests(Store store) : LedgerFixture(store)
{
    [Fact]
    public async Task One_more_than_may_wait_is_refused_before_any_work_and_the_others_are_served()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 100);
        var ledger = OpenReplica(new LedgerOptions { WaitingMax = 3 });
        using var gate = new ManualResetEventSlim();
        var busy = await OccupyAsync(ledger, instance, gate);
        var waiting = Enumerable.Range(0, 3).Select(_ => RequestAsync(ledger, instance, "1*a")).ToArray();

        await Assert.ThrowsAsync<OverloadedException>(() => RequestAsync(ledger, instance, "1*a"));

        Assert.Equal(3, ledger.Waiting);
        gate.Set();
        await busy;
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("granted 3", answer));
        Assert.Equal("granted 3", await RequestAsync(ledger, instance, "1*a"));
        Assert.Equal(0, ledger.Waiting);
    }

    [Fact]
    public async Task Heartbeats_and_session_ends_find_a_place_where_requests_are_refused_already_I52()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 100);
        var ledger = OpenReplica(new LedgerOptions { WaitingMax = 2 });
        using var gate = new ManualResetEventSlim();
        var busy = await OccupyAsync(ledger, instance, gate);
        var waiting = Enumerable.Range(0, 2).Select(_ => RequestAsync(ledger, instance, "1*a")).ToArray();

        Assert.True(ledger.Sheds(underWay: 1));
        await Assert.ThrowsAsync<OverloadedException>(() => RequestAsync(ledger, instance, "1*a"));
        var sign = ledger.HeartbeatAsync(instance, Guid.NewGuid(), Now, CancellationToken.None);
        await Assert.ThrowsAsync<OverloadedException>(
            () => ledger.CloseSessionAsync(instance, Guid.NewGuid(), Now, keyed: null, CancellationToken.None));

        gate.Set();
        await busy;
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("granted 3", answer));
        Assert.IsType<SessionReply.NotFound>(Assert.IsType<Reply<SessionReply>.Decided>(await sign).Outcome);
        Assert.False(ledger.Sheds(underWay: 2));
        Assert.True(ledger.Sheds(underWay: 3));
    }

    [Fact]
    public async Task A_caller_that_leaves_while_it_waits_hears_so_at_once_and_is_not_charged()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 9);
        using var gate = new ManualResetEventSlim();
        using var left = new CancellationTokenSource();
        var busy = await OccupyAsync(Ledger, instance, gate);
        var gone = Ledger.RequestOneOffAsync(OneOff(instance, "1*a"), keyed: null, left.Token);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        gate.Set();
        await busy;
        Assert.Equal("granted 3, granted 3, InsufficientTokens",
            await RequestAsync(Ledger, instance, "1*a", "1*a", "1*a"));
    }

    [Fact]
    public async Task A_closed_ledger_finishes_what_waits_and_takes_nothing_new()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 100);
        var ledger = OpenReplica();
        using var gate = new ManualResetEventSlim();
        var busy = await OccupyAsync(ledger, instance, gate);
        var waiting = RequestAsync(ledger, instance, "1*a");

        var closed = ledger.CloseAsync(CancellationToken.None);
        await Assert.ThrowsAsync<OverloadedException>(() => RequestAsync(ledger, instance, "1*a"));
        gate.Set();

        await closed;
        await busy;
        Assert.Equal("granted 3", await waiting);
    }

    // The lane stands still in the middle of a batch, where an answer is put into words.
    private static async Task<Task> OccupyAsync(TokenLedger ledger, Guid instance, ManualResetEventSlim gate)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = ledger.RequestOneOffAsync(
            OneOff(instance, "1*a"),
            new Keyed<IReadOnlyList<ItemDecision>?>(Guid.NewGuid().ToByteArray(), [1], _ =>
            {
                entered.TrySetResult();
                gate.Wait();
                return null;
            }),
            CancellationToken.None);
        await entered.Task;
        return request;
    }
}

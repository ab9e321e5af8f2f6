using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Usage;
using ElasticAccess.Domain;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Usage;

public sealed class ReaderOnSqlite() : ReaderTests(Store.Sqlite);

public sealed class ReaderOnPostgres() : ReaderTests(Store.Postgres)
{
    /// <summary>Two processes write, three catch up, one reads all the while.</summary>
    [Fact]
    public async Task Who_polls_while_others_write_sees_every_row_once_and_in_order()
    {
        await PublishAsync("", "a=3");
        var instances = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            instances.Add(await NewInstanceAsync());
            await PutAsync(instances[i], Details(Guid.NewGuid().ToString(), 1_000_000), Begin);
        }

        var replica = OpenReplica();
        using var stop = new CancellationTokenSource();
        var catching = Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await (i == 0 ? CatchUp.TryCatchUpAsync(default) : CatchUp.CatchUpAsync(default));
            }
        })).ToList();
        var polling = Task.Run(async () =>
        {
            var (read, at) = (new List<EntryRow>(), UsagePosition.Start);
            while (true)
            {
                var last = stop.IsCancellationRequested;
                var page = await Reader.ReadAsync(new(), at, 37, CancellationToken.None);
                read.AddRange(page.Rows.Select(row => row.Entry));
                at = page.Last;
                if (last && page.IsAtEnd)
                {
                    return read;
                }
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () =>
        {
            var ledger = i % 2 == 0 ? Ledger : replica;
            for (var n = 0; n < 60; n++)
            {
                await RequestAsync(ledger, instances[(i + n) % instances.Count], "1*a", "1*x");
            }
        })));
        await CatchUp.CatchUpAsync(CancellationToken.None);
        await stop.CancelAsync();
        await Task.WhenAll(catching);

        var rows = await polling;
        Assert.Equal(24 * 60 * 2, rows.Count);
        Assert.Equal(
            (await EntriesAsync()).Select(row => row.Id),
            rows.OrderBy(row => row.InstanceId).Select(row => row.Id));
    }
}

public abstract class ReaderTests(Store store) : UsageFixture(store)
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_give_each_row_once_and_in_order(int size)
    {
        await UseAsync(seed: 5, steps: 60);
        await CatchUp.CatchUpAsync(CancellationToken.None);

        var rows = await ReadAllAsync(new(), size);

        var expected = await EntriesAsync();
        Assert.Equal(
            expected.Select(row => row.Id), rows.OrderBy(row => row.Entry.InstanceId).Select(row => row.Entry.Id));
        Assert.All(rows, row => Assert.Equal(row.Entry.InstanceId.ToString(), row.AccountId));
        Assert.All(rows, row => Assert.Equal(row.Entry.LineItemId is null, row.ActivationId is null));
        Assert.All(rows, row => Assert.Equal(row.Entry.RateTableId is null, row.RateTableVersion is null));
    }

    [Fact]
    public async Task Filters_leave_exactly_what_they_say()
    {
        var instances = await UseAsync(seed: 6, steps: 80);
        await CatchUp.CatchUpAsync(CancellationToken.None);
        var all = await EntriesAsync();
        var some = all[all.Count / 2];
        var session = all.First(row => row.SessionId is not null);

        await AssertAsync(new() { FromMs = some.UsageMs }, row => row.UsageMs >= some.UsageMs);
        await AssertAsync(new() { ToMs = some.UsageMs }, row => row.UsageMs < some.UsageMs);
        await AssertAsync(new() { InstanceId = instances[0] }, row => row.InstanceId == instances[0]);
        await AssertAsync(new() { Instances = instances }, _ => true);
        await AssertAsync(new() { Instances = [instances[1]] }, row => row.InstanceId == instances[1]);
        await AssertAsync(new() { Instances = [] }, _ => false);
        await AssertAsync(
            new() { AccountId = instances[0].ToString() }, row => row.InstanceId == instances[0]);
        await AssertAsync(new() { Item = "a" }, row => row.Item == "a");
        await AssertAsync(new() { Requester = "joe" }, row => row.RequesterValue == "joe");
        await AssertAsync(new() { SessionId = session.SessionId }, row => row.SessionId == session.SessionId);
        await AssertAsync(
            new() { CorrelationId = some.CorrelationId }, row => row.CorrelationId == some.CorrelationId);
        foreach (var kind in Enum.GetValues<EntryKind>())
        {
            Assert.Contains(all, row => row.Kind == kind);
            await AssertAsync(new() { Kinds = [kind] }, row => row.Kind == kind);
        }

        await AssertAsync(
            new() { Kinds = [EntryKind.Refund, EntryKind.Denial], InstanceId = instances[0] },
            row => row.InstanceId == instances[0] && row.Kind is EntryKind.Refund or EntryKind.Denial);

        async Task AssertAsync(UsageFilter filter, Func<EntryRow, bool> matches) => Assert.Equal(
            all.Where(matches).Select(row => row.Id),
            (await ReadAllAsync(filter, 10)).OrderBy(row => row.Entry.InstanceId).Select(row => row.Entry.Id));
    }

    [Fact]
    public async Task A_range_is_used_within_a_quarter_and_written_within_a_month()
    {
        await UseAsync(seed: 7, steps: 80);
        await CatchUp.CatchUpAsync(CancellationToken.None);

        await using var db = DataStore.NewDb();
        var ranges = await db.UsageFeed.AsNoTracking().ToListAsync();
        Assert.NotEmpty(ranges);
        Assert.All(ranges, range => Assert.Equal(range.MinUsageMs / 900_000, range.MaxUsageMs / 900_000));
        Assert.Equal(ranges.Count, ranges.DistinctBy(range => range.Position).Count());
    }

    [Fact]
    public async Task A_line_item_is_shown_as_it_was_at_any_time()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await PutAsync(instance, Details("A", 50), Begin);
        var at = Begin;
        for (var i = 0; i < 40; i++)
        {
            at += TimeSpan.FromMinutes(50);
            await Ledger.RequestOneOffAsync(OneOff(instance, "0.1*a") with { Now = at }, keyed: null, default);
        }

        var later = Begin + TimeSpan.FromHours(7);
        await PutAsync(instance, Details("A", 99), later);
        await CatchUp.CatchUpAsync(CancellationToken.None);

        Assert.Null(await ThenAsync(Begin - TimeSpan.FromMilliseconds(1)));
        Assert.Equal((0m, 50), await ThenAsync(Begin));
        Assert.Equal((0.3m, 50), await ThenAsync(Begin + TimeSpan.FromMinutes(50)));
        Assert.Equal((0m, 50), await ThenAsync(Begin + TimeSpan.FromMinutes(50) - TimeSpan.FromMilliseconds(1)));
        Assert.Equal((8 * 0.3m, 99), await ThenAsync(later));
        Assert.Equal((8 * 0.3m, 50), await ThenAsync(later - TimeSpan.FromMilliseconds(1)));
        Assert.Equal((40 * 0.3m, 99), await ThenAsync(at));
        Assert.Equal((39 * 0.3m, 99), await ThenAsync(at - TimeSpan.FromMilliseconds(1)));
        Assert.Equal((40 * 0.3m, 99), await ThenAsync(at + TimeSpan.FromDays(400)));

        async Task<(decimal, long)?> ThenAsync(Instant time) =>
            await new BalanceReader(DataStore).AtAsync(instance, "A", time, default) is { } then
                ? (then.Used.Value, then.State.Quantity) : null;
    }

    [Fact]
    public async Task A_deleted_line_item_is_there_before_and_its_successor_after()
    {
        var instance = await NewInstanceAsync();
        await PutAsync(instance, Details("A", 1), Begin);
        var obsolete = Details("A", 2) with { State = Domain.Supply.LineItemState.Obsolete };
        await PutAsync(instance, obsolete, Begin + TimeSpan.FromHours(1));
        await Ledger.DeleteLineItemAsync(instance, "A", Begin + TimeSpan.FromHours(2), keyed: null, default);
        await PutAsync(instance, Details("A", 3), Begin + TimeSpan.FromHours(3));

        var then = new List<long?>();
        for (var hour = -0.5; hour < 4; hour++)
        {
            var at = Begin + TimeSpan.FromHours(hour);
            then.Add((await new BalanceReader(DataStore).AtAsync(instance, "A", at, default))?.State.Quantity);
        }

        Assert.Equal([null, 1, 2, null, 3], then);
    }

    private async Task<List<UsageRow>> ReadAllAsync(UsageFilter filter, int size)
    {
        var (rows, at) = (new List<UsageRow>(), UsagePosition.Start);
        while (true)
        {
            var page = await Reader.ReadAsync(filter, at, size, CancellationToken.None);
            Assert.True(page.Rows.Count <= size);
            rows.AddRange(page.Rows);
            at = page.Last;
            if (page.IsAtEnd)
            {
                return rows;
            }
        }
    }
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Supply;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class LaneOnSqlite() : LaneTests(Store.Sqlite);

public sealed class LaneOnPostgres() : LaneTests(Store.Postgres);

/// <summary>Requests that share a batch: they are queued before the lane begins.</summary>
public abstract class LaneTests(Store store) : LedgerFixture(store)
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 5)]
    [InlineData(true, 3)]
    [InlineData(true, 7)]
    public async Task A_faulty_request_leaves_its_neighbours_served(bool failsInTheDatabase, int at)
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 15);
        var tickets = Enumerable.Range(0, 8).Select(i => i == at
            ? Queued<IReadOnlyList<ItemDecision>?>(new Faulty(instance, failsInTheDatabase))
            : Queued(new OneOffOperation(OneOff(instance, "1*a")))).ToList();

        await ServeAsync(tickets);

        await Assert.ThrowsAnyAsync<Exception>(() => tickets[at].Answered);
        tickets.RemoveAt(at);
        var answers = await Task.WhenAll(tickets.Select(ticket => ticket.Answered));
        Assert.Equal(
            [.. Enumerable.Repeat("granted 3", 5), "InsufficientTokens", "InsufficientTokens"],
            answers.Select(answer =>
                Text(((Reply<IReadOnlyList<ItemDecision>?>.Decided)answer).Outcome!.Single().Outcome)));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_caller_that_has_left_before_its_batch_is_not_charged()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 15);
        using var left = new CancellationTokenSource();
        var gone = Queued(new OneOffOperation(OneOff(instance, "1*a")), left.Token);
        var stays = Queued(new OneOffOperation(OneOff(instance, "1*a")));
        await left.CancelAsync();

        await ServeAsync([gone, stays]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Answered);
        await stays.Answered;
        await using var db = DataStore.NewDb();
        Assert.Equal(1, await db.Entries.CountAsync());
    }

    [Fact]
    public async Task A_line_item_may_come_and_go_within_a_batch_and_its_id_is_free_again()
    {
        var (first, second) = (await NewInstanceAsync(), await NewInstanceAsync());
        var details = Details("A", 5);
        var obsolete = details with { State = LineItemState.Obsolete };
        Ticket<LineItemReply>[] puts =
        [
            Queued(new PutLineItemOperation(first, details, Now)),
            Queued(new PutLineItemOperation(second, details, Now)),
            Queued(new PutLineItemOperation(first, obsolete, Now)),
            Queued(new PutLineItemOperation(first, details, Now)),
            Queued(new PutLineItemOperation(first, obsolete, Now)),
        ];
        Ticket<LineItemChange>[] deletes =
        [
            Queued(new DeleteLineItemOperation(first, "A", Now)),
            Queued(new DeleteLineItemOperation(first, "A", Now)),
        ];

        await ServeAsync([puts[0], puts[1], puts[2], deletes[0], puts[3], puts[4], deletes[1]]);

        var answers = await Task.WhenAll(puts.Select(put => put.Answered));
        Assert.Equal(
            ["Stored", "Refused", "Stored", "Stored", "Stored"],
            answers.Select(answer => ((Reply<LineItemReply>.Decided)answer).Outcome.GetType().Name));
        Assert.All(await Task.WhenAll(deletes.Select(delete => delete.Answered)), answer =>
            Assert.IsType<LineItemChange.Deleted>(((Reply<LineItemChange>.Decided)answer).Outcome));
        await AssertVerifiedAsync();
        var moved = await Ledger.PutLineItemAsync(second, details, Now, keyed: null, CancellationToken.None);
        Assert.IsType<LineItemReply.Stored>(Assert.IsType<Reply<LineItemReply>.Decided>(moved).Outcome);
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_batch_holds_so_many_requests_in_however_many_calls()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 1_000);
        Ticket One() => Queued(new OneOffOperation(OneOff(instance, "1*a")));
        Ticket CallOf(int requests) => Queued(new BatchOperation(instance, [.. Enumerable.Range(0, requests)
            .Select(_ => new BatchedOneOff(OneOff(instance, "1*a"), Keyed: null))]));
        var batches = new Batches();

        await ServeAsync(
            [One(), CallOf(2), One(), One(), CallOf(9), One(), CallOf(3), CallOf(4), CallOf(1)], batchMax: 4, batches);

        Assert.Equal([3, 2, 2, 1, 1], batches.Calls);
        await AssertVerifiedAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_item_pays_for_what_comes_after_it_in_its_batch_whatever_its_series(bool isThere)
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("old", "a=3");
        await PublishAsync("new", "a=4");
        var details = Details("A", 10, "old");
        if (isThere)
        {
            await Ledger.PutLineItemAsync(instance, details, Now, keyed: null, CancellationToken.None);
        }

        var put = Queued(new PutLineItemOperation(instance, details with { RateTableSeries = "new" }, Now));
        var request = Queued(new OneOffOperation(OneOff(instance, "1*a", "2*a")));

        await ServeAsync([put, request]);

        var answer = Assert.IsType<Reply<IReadOnlyList<ItemDecision>?>.Decided>(await request.Answered);
        Assert.Equal(["granted 4", "InsufficientTokens"], answer.Outcome!.Select(item => Text(item.Outcome)));
    }

    [Fact]
    public async Task Changes_that_cancel_each_other_within_a_batch_still_stand_in_the_audit()
    {
        var instance = await NewInstanceAsync();
        const string test = """{"operator":"IS","key":"user","values":["maria"]}""";
        var made = Noted("made", new StoreConditionsOperation(instance, [new ConditionWish(null, "Maria", test)]));
        var removed = Noted("removed", new RemoveConditionsOperation(instance, conditionId: null));

        await ServeAsync([made, removed]);

        Assert.IsType<Reply<ConditionsReply>.Decided>(await made.Answered);
        Assert.IsType<Reply<ConditionsReply>.Decided>(await removed.Answered);
        await using var db = DataStore.NewDb();
        var audit = await db.Audit.OrderBy(row => row.TimeMs).ThenBy(row => row.AuditId).ToListAsync();
        Assert.Equal(["made", "removed"], audit.Select(row => row.Operation));
        Assert.Equal(0, await db.Conditions.CountAsync());
    }

    [Fact]
    public async Task Whether_a_batch_was_written_can_be_told_also_when_it_only_stored_an_answer()
    {
        var instance = await NewInstanceAsync();
        await using var path = DataStore.NewHotPath();
        var books = new Books(TimedId.Next(), Now);
        var needs = new Needs();
        var ticket = Keyed(new RemoveConditionsOperation(instance, Guid.CreateVersion7()));
        ticket.Need(needs);
        await path.GatherAsync(needs, books, CancellationToken.None);
        ticket.Decide(books);

        await path.WriteAsync(books);

        // SQLite's outcome is never unknown: a fault there is one of the commit, and nothing was written.
        Assert.Equal(Kind == Store.Postgres, await path.WasWrittenAsync(books, CancellationToken.None));
    }

    [Fact]
    public async Task Whether_an_answer_about_no_instance_was_stored_cannot_always_be_told()
    {
        await using var path = DataStore.NewHotPath();
        var books = new Books(TimedId.Next(), Now);
        var needs = new Needs();
        var ticket = Keyed(new RemoveConditionsOperation(Guid.CreateVersion7(), Guid.CreateVersion7()));
        ticket.Need(needs);
        await path.GatherAsync(needs, books, CancellationToken.None);
        ticket.Decide(books);

        Assert.True(books.HasWork);
        Assert.Equal(
            Kind == Store.Postgres ? null : false, await path.WasWrittenAsync(books, CancellationToken.None));
    }

    private static Ticket<T> Noted<T>(string what, Operation<T> operation) => new(
        operation,
        new Keyed<T>(KeyHash: null, [], _ => null) { Note = new("test", what, "conditions") },
        CancellationToken.None);

    private static Ticket<T> Keyed<T>(Operation<T> operation) => new(
        operation, new Keyed<T>(new byte[32], new byte[32], _ => new(404, null, [])), CancellationToken.None);

    private static Ticket<T> Queued<T>(Operation<T> operation, CancellationToken caller = default) =>
        new(operation, keyed: null, caller);

    private async Task ServeAsync(IEnumerable<Ticket> tickets, int batchMax = 256, Batches? witness = null)
    {
        var options = new LedgerOptions { DeadlineMs = 2_000, BatchMax = batchMax };
        var surroundings = new Surroundings { Witness = witness };
        var lane = new Lane(DataStore.NewHotPath(), TimeProvider.System, options, surroundings, left: () => { });
        Assert.All(tickets, ticket => Assert.True(lane.TryQueue(ticket)));
        lane.Close();
        await lane.RunAsync(CancellationToken.None);
    }

    private async Task AssertVerifiedAsync() => Assert.All(
        await Verification.RunAsync(DataStore, CancellationToken.None), finding => Assert.Empty(finding.Violations));

    /// <summary>How many calls were decided on the same books.</summary>
    private sealed class Batches : IWitness
    {
        private readonly List<Guid> ids = [];

        public IEnumerable<int> Calls => ids.GroupBy(id => id).Select(batch => batch.Count());

        public void Queued(Ticket ticket)
        {
        }

        public void Decided(Ticket ticket, Books books) => ids.Add(books.BatchId);
    }

    private sealed class Faulty(Guid instanceId, bool failsInTheDatabase) : Operation<IReadOnlyList<ItemDecision>?>(
        instanceId)
    {
        public override IReadOnlyList<ItemDecision>? Decide(Books books)
        {
            if (!failsInTheDatabase)
            {
                throw new InvalidOperationException("a request that cannot be decided");
            }

            // A denial that takes tokens: a constraint refuses it.
            var book = books.Of(InstanceId)!;
            book.Entries.Add(new EntryRow
            {
                InstanceId = InstanceId,
                Sequence = book.Sequence + 1,
                Id = Guid.CreateVersion7(),
                Kind = EntryKind.Denial,
                CorrelationId = Guid.CreateVersion7(),
                ItemIndex = 0,
                Part = 0,
                Item = "a",
                Version = "",
                CountMicro = Tokens.Smallest.Micro,
                TokensMicro = Tokens.Smallest.Micro,
                RequesterType = "user",
                RequesterValue = "maria",
                Status = 202,
                UsageMs = Now.Ms,
                WriteMs = Now.Ms,
            });
            return [];
        }
    }
}

using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Rows;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Supply;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class TokenLedgerOnSqlite() : TokenLedgerTests(Store.Sqlite);

public sealed class TokenLedgerOnPostgres() : TokenLedgerTests(Store.Postgres);

public abstract class TokenLedgerTests(Store store) : LedgerFixture(store)
{
    [Fact]
    public async Task An_item_is_split_over_line_items_and_every_part_is_a_ledger_row()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3", "b=7");
        var first = await MapAsync(instance, 10);
        var second = await MapAsync(instance, 100, endsInDays: 2);

        Assert.Equal("granted 3, granted 56", await RequestAsync(Ledger, instance, "1*a", "8*b"));

        await using var db = DataStore.NewDb();
        var rows = await db.Entries.Where(e => e.InstanceId == instance).OrderBy(e => e.Sequence).ToListAsync();
        Assert.Equal([3, 7, 49], rows.Select(row => new Tokens(row.TokensMicro).Value));
        Assert.Equal([3, 10, 49], rows.Select(row => new Tokens(row.UsedMicro!.Value).Value));
        Assert.Equal([1, 2, 3], rows.Select(row => row.Sequence));
        Assert.Equal(10, await UsedAsync(instance, first));
        Assert.Equal(49, await UsedAsync(instance, second));
    }

    [Fact]
    public async Task A_refused_item_leaves_a_denial_row_and_no_change()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "b=7");
        await MapAsync(instance, 10);

        Assert.Equal("InsufficientTokens, ItemNotRated", await RequestAsync(Ledger, instance, "2*b", "1*x"));

        await using var db = DataStore.NewDb();
        var rows = await db.Entries.Where(e => e.InstanceId == instance).OrderBy(e => e.Sequence).ToListAsync();
        Assert.All(rows, row => Assert.Equal((EntryKind.Denial, 0), (row.Kind, row.TokensMicro)));
        Assert.Equal([202, 201], rows.Select(row => row.Status));
    }

    [Fact]
    public async Task An_unknown_instance_is_no_instance() =>
        Assert.Equal("no instance", await RequestAsync(Ledger, Guid.CreateVersion7(), "1*a"));

    [Fact]
    public async Task Sixty_four_requests_for_the_last_tokens_get_exactly_what_is_there()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("race", "a=3");
        var lineItem = await MapAsync(instance, 100, "race", Overdraft.Number(1));
        var ledgers = Kind == TestSupport.Store.Postgres ? [Ledger, OpenReplica()] : new[] { Ledger };

        var answers = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(i => RequestAsync(ledgers[i % ledgers.Length], instance, "1*a")));

        Assert.Equal(33, answers.Count(answer => answer == "granted 3"));
        Assert.Equal(31, answers.Count(answer => answer == "InsufficientTokens"));
        Assert.Equal(99, await UsedAsync(instance, lineItem));
    }

    [Fact]
    public async Task The_same_key_is_charged_once_and_answered_the_same()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        var lineItem = await MapAsync(instance, 100);

        Task<Reply<IReadOnlyList<Domain.Access.ItemDecision>?>> Ask(byte body) => Ledger.RequestOneOffAsync(
            OneOff(instance, "1*a"),
            new([1, 2, 3, 4], [body], outcome => new StoredAnswer(200, "text/plain", [42])),
            CancellationToken.None);

        var both = await Task.WhenAll(Ask(1), Ask(1));
        Assert.Single(both, reply => reply is Reply<IReadOnlyList<Domain.Access.ItemDecision>?>.Decided);
        var replayed = Assert.IsType<Reply<IReadOnlyList<Domain.Access.ItemDecision>?>.Replayed>(await Ask(1));
        Assert.Equal([42], replayed.Answer.Body);
        Assert.IsType<Reply<IReadOnlyList<Domain.Access.ItemDecision>?>.KeyReused>(await Ask(2));
        Assert.Equal(3, await UsedAsync(instance, lineItem));
    }

    [Fact]
    public async Task History_is_not_rewritten()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        await MapAsync(instance, 100);
        await RequestAsync(Ledger, instance, "1*a");

        await using var db = DataStore.NewDb();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("update entry set status = 1"));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("delete from entry"));
    }

    private async Task<decimal> UsedAsync(Guid instance, string activationId)
    {
        await using var db = DataStore.NewDb();
        var row = await db.LineItems.SingleAsync(l => l.InstanceId == instance && l.ActivationId == activationId);
        return new Tokens(row.UsedMicro).Value;
    }
}

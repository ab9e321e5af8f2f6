using ElasticAccess.Data.Ledger;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class LimitBeginningsOnSqlite() : LimitBeginningTests(Store.Sqlite);

public sealed class LimitBeginningsOnPostgres() : LimitBeginningTests(Store.Postgres);

/// <summary>
/// A limit that begins anew counts nothing of before, whatever the clock says (contract 12). Item a costs 1.
/// </summary>
public abstract class LimitBeginningTests(Store store) : RulesFixture(store)
{
    [Fact]
    public async Task A_limit_set_again_while_the_clock_stands_counts_from_0()
    {
        var (instance, lineItem) = await LimitedAsync();
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("granted 5, LimitReached", await AskAsync(instance, Now, "5*a", "1*a"));
            await Ledger.RemoveLimitAsync(instance, lineItem, Now, keyed: null, CancellationToken.None);
            Assert.Equal("granted 9", await AskAsync(instance, Now, "9*a"));
            await LimitAsync(instance, lineItem, 5, Now);
        }

        await VerifyAsync();
    }

    [Fact]
    public async Task A_limit_set_again_in_the_same_batch_counts_from_0()
    {
        var (instance, lineItem) = await LimitedAsync();
        Task[] atOnce =
        [
            AskAsync(instance, Now, "1*a"),
            AskAsync(instance, Now, "4*a"),
            Ledger.RemoveLimitAsync(instance, lineItem, Now, keyed: null, CancellationToken.None),
            LimitAsync(instance, lineItem, 5, Now),
        ];
        await Task.WhenAll(atOnce);

        Assert.Equal("granted 5, LimitReached", await AskAsync(instance, Now, "5*a", "1*a"));
        await VerifyAsync();
    }

    [Fact]
    public async Task Another_interval_counts_from_0_also_when_the_clock_went_back_behind_a_reset()
    {
        var (instance, lineItem) = await LimitedAsync();
        var reset = ConsumptionLimit.Configure(Tokens.Zero, LimitInterval.Day, nextReset: null, Now).FirstReset;
        Assert.Equal("granted 5, LimitReached", await AskAsync(instance, reset, "5*a", "1*a"));

        var before = reset - TimeSpan.FromMinutes(1);
        await LimitAsync(instance, lineItem, 5, before, LimitInterval.Week);
        await LimitAsync(instance, lineItem, 5, before, LimitInterval.Day);

        Assert.Equal("granted 5, LimitReached", await AskAsync(instance, reset, "5*a", "1*a"));
        await VerifyAsync();
    }

    private async Task<(Guid Instance, string LineItem)> LimitedAsync()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=1");
        var lineItem = await MapAsync(instance, 100, endsInDays: 3);
        await LimitAsync(instance, lineItem, 5);
        return (instance, lineItem);
    }

    private async Task<string> AskAsync(Guid instance, Instant at, params string[] items)
    {
        var reply = await Ledger.RequestOneOffAsync(
            OneOff(instance, items) with { Now = at }, keyed: null, CancellationToken.None);
        return string.Join(", ", Decided(reply)!.Select(decision => Text(decision.Outcome)));
    }

    private async Task VerifyAsync() => Assert.All(
        await Verification.RunAsync(DataStore, CancellationToken.None), finding => Assert.Empty(finding.Violations));
}

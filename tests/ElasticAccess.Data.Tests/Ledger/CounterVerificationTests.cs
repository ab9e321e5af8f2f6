using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Usage;
using ElasticAccess.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class CounterVerificationOnSqlite() : CounterVerificationTests(Store.Sqlite);

public sealed class CounterVerificationOnPostgres() : CounterVerificationTests(Store.Postgres);

/// <summary>Every counter is rebuilt from the ledger rows, and a difference is found wherever it is.</summary>
public abstract class CounterVerificationTests(Store store) : RulesFixture(store)
{
    [Fact]
    public async Task Charges_under_rules_and_limits_agree_with_their_rows()
    {
        await ChargeAsync();

        var findings = await FindAsync();

        Assert.All(findings, finding => Assert.Empty(finding.Violations));
        Assert.Equal([2, 1, 2], findings.Where(f => f.Invariant == "I3").Select(f => Math.Min(f.Examined, 2)));
    }

    [Theory]
    [InlineData("update line_item set used_micro = used_micro + 1 where used_micro > 0", "I1", "I9", "I1")]
    [InlineData("update access_action set used_micro = used_micro + 1 where used_micro > 0", "I3", "I3")]
    [InlineData("update access_action set used_micro = used_micro - 1 where used_micro > 0", "I3")]
    [InlineData("update access_action set used_micro = used_micro + 1 where used_micro = 0", "I3", "I3")]
    [InlineData("update consumption set used_micro = used_micro + 1", "I3")]
    [InlineData("update consumption set used_micro = used_micro - 1", "I3")]
    [InlineData("delete from consumption", "I3")]
    [InlineData("update consumption set requester_value = 'eve'", "I3")]
    [InlineData("update usage_rollup set denials = denials + 1 where grain = 0", "I1")]
    [InlineData("update usage_rollup set count_micro = count_micro + 1 where grain = 2", "I1")]
    [InlineData("update usage_rollup set charged_micro = charged_micro + 1 where grain = 1", "I1", "I1")]
    [InlineData("delete from usage_rollup where grain = 2", "I1")]
    [InlineData("delete from usage_who", "I1")]
    [InlineData("update usage_feed set position = 0", "I35")]
    [InlineData("update usage_feed set max_usage_ms = max_usage_ms - 1", "I35")]
    [InlineData("delete from usage_feed", "I35")]
    [InlineData("update ledger_head set sequence = sequence + 1", "I33")]
    public async Task A_counter_that_was_changed_behind_the_ledger_is_found(string sql, params string[] invariants)
    {
        await ChargeAsync();
        await new UsageCatchUp(DataStore).CatchUpAsync(CancellationToken.None);
        await using (var db = DataStore.NewDb())
        {
            Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql));
        }

        var violated = (await FindAsync()).Where(finding => finding.Violations.Count > 0);

        Assert.Equal(invariants, violated.Select(finding => finding.Invariant));
    }

    [Fact]
    public async Task A_limit_that_begins_anew_or_is_taken_away_leaves_nothing_to_find()
    {
        var (instance, lineItem) = await ChargeAsync();
        await using (var db = DataStore.NewDb())
        {
            // As a refund leaves it that comes while there is no limit.
            await db.Database.ExecuteSqlRawAsync("update consumption set used_micro = used_micro + 1");
        }

        await Ledger.RemoveLimitAsync(instance, lineItem, Now, keyed: null, CancellationToken.None);
        Assert.All(await FindAsync(), finding => Assert.Empty(finding.Violations));

        await LimitAsync(instance, lineItem, 100, Now + TimeSpan.FromMilliseconds(1));
        await RequestAsync(Ledger, instance, "1*a");
        Assert.All(await FindAsync(), finding => Assert.Empty(finding.Violations));
    }

    private Task<IReadOnlyList<Finding>> FindAsync() => Verification.RunAsync(DataStore, CancellationToken.None);

    // All that the line item gives goes through one of two actions and counts against maria's limit.
    private async Task<(Guid Instance, string LineItem)> ChargeAsync()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=3");
        var lineItem = await MapAsync(instance, 100);
        var maria = await ConditionAsync(instance, OfMaria);
        await SetActionsAsync(instance, lineItem, Allow(maria, 50), Allow(null, 20));
        await LimitAsync(instance, lineItem, 100);
        Assert.Equal("granted 6, granted 3", await RequestAsync(Ledger, instance, "2*a", "1*a"));
        return (instance, lineItem);
    }
}

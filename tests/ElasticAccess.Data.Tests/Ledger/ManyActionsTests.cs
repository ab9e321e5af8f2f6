using System.Diagnostics;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Rules;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

public sealed class ManyActionsOnSqlite() : ManyActionsTests(Store.Sqlite);

public sealed class ManyActionsOnPostgres() : ManyActionsTests(Store.Postgres);

/// <summary>A line item with the most actions it can have.</summary>
public abstract class ManyActionsTests(Store store) : RulesFixture(store)
{
    [Fact]
    public async Task A_thousand_actions_are_set_reordered_and_charged_in_a_time_that_grows_with_their_number()
    {
        var instance = await NewInstanceAsync();
        await PublishAsync("", "a=1");
        var lineItem = await MapAsync(instance, 10_000);
        var nobody = await ConditionAsync(instance, OfMaria.Replace("maria", "nobody", StringComparison.Ordinal));
        var maria = await ConditionAsync(instance, OfMaria);
        var conditions = Enumerable.Repeat(nobody, ActionsChange.CountMax - 1).Append(maria);

        var watch = Stopwatch.StartNew();
        var stored = await SetActionsAsync(instance, lineItem, [.. conditions.Select(id => Allow(id, 10))]);
        for (var round = 0; round < 4; round++)
        {
            Assert.Equal("granted 1", await RequestAsync(Ledger, instance, "1*a"));
            stored = await SetActionsAsync(instance, lineItem, [.. stored.Reverse().Select(action =>
                Allow(action.ConditionId, 10, action.Id))]);
        }

        // A walk over all of them for each of them would be some billions of steps.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var used = Assert.Single(stored, action => action.Used > Tokens.Zero);
        Assert.Equal((maria, 4), (used.ConditionId!.Value, used.Used.Value));
        Assert.Equal("granted 6", await RequestAsync(Ledger, instance, "6*a"));
        Assert.Equal("DeniedByRules", await RequestAsync(Ledger, instance, "1*a"));
    }
}

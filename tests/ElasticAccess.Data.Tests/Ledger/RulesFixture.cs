using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rules;
using ElasticAccess.TestSupport;

namespace ElasticAccess.Data.Tests.Ledger;

/// <summary>Short words for rules and limits.</summary>
public abstract class RulesFixture(Store store) : LedgerFixture(store)
{
    protected static readonly string OfMaria = """{"operator":"IN","key":"$value","values":["maria"]}""";

    protected async Task<Guid> ConditionAsync(Guid instance, string test)
    {
        var reply = await Ledger.StoreConditionsAsync(
            instance, [new ConditionWish(null, null, test)], keyed: null, CancellationToken.None);
        return Assert.IsType<ConditionsReply.Stored>(Decided(reply)).Conditions[0].Id;
    }

    protected async Task<IReadOnlyList<StoredAction>> SetActionsAsync(
        Guid instance, string lineItem, params ActionInput[] actions) =>
        Assert.IsType<ActionsReply.Stored>(Decided(await Ledger.SetActionsAsync(
            instance, lineItem, actions, isFirst: false, keyed: null, CancellationToken.None))).Actions;

    protected async Task LimitAsync(
        Guid instance, string lineItem, long limit, Instant? at = null, LimitInterval interval = LimitInterval.Day) =>
        Decided(await Ledger.SetLimitAsync(
            instance, lineItem, Tokens.Whole(limit), interval, nextReset: null, at ?? Now, keyed: null,
            CancellationToken.None));

    protected static ActionInput Allow(Guid? condition, long? allocation, Guid? id = null) =>
        new(id, null, condition, "ALLOW", allocation is { } tokens ? Tokens.Whole(tokens) : null);

    protected static T Decided<T>(Reply<T> reply) => Assert.IsType<Reply<T>.Decided>(reply).Outcome;
}

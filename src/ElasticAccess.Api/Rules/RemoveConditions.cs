using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Rules;

/// <summary>Nothing is deleted while an action refers to it (contract 7).</summary>
internal static class RemoveConditions
{
    public static Task<IAnswer> HandleAll(
        Guid instanceId, Exchange exchange, TokenLedger ledger, CancellationToken ct) =>
        RemoveAsync(instanceId, conditionId: null, exchange, ledger, ct);

    public static Task<IAnswer> HandleOne(
        Guid instanceId, Guid conditionId, Exchange exchange, TokenLedger ledger, CancellationToken ct) =>
        RemoveAsync(instanceId, conditionId, exchange, ledger, ct);

    private static async Task<IAnswer> RemoveAsync(
        Guid instanceId, Guid? conditionId, Exchange exchange, TokenLedger ledger, CancellationToken ct)
    {
        var keyed = exchange.Keyed<ConditionsReply>([], outcome => ConditionAnswers.Of(outcome, instanceId));
        var reply = await ledger.RemoveConditionsAsync(instanceId, conditionId, keyed, ct);
        return exchange.Answer(reply, outcome => ConditionAnswers.Of(outcome, instanceId));
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Rules;

internal static class RemoveActions
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, Exchange exchange, TokenLedger ledger, CancellationToken ct)
    {
        var keyed = exchange.Keyed<ActionsReply>([], outcome => ActionAnswers.Of(outcome, lineItem));
        var reply = await ledger.RemoveActionsAsync(instanceId, lineItem.Value, keyed, ct);
        return exchange.Answer(reply, outcome => ActionAnswers.Of(outcome, lineItem));
    }
}

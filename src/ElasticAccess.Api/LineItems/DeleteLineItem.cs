using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Api.LineItems;

internal static class DeleteLineItem
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, Exchange exchange, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var keyed = exchange.Keyed<LineItemChange>([], ToAnswer);
        var reply = await ledger.DeleteLineItemAsync(instanceId, lineItem.Value, time.Now(), keyed, ct);
        return exchange.Answer(reply, ToAnswer);

        IAnswer ToAnswer(LineItemChange outcome) => outcome switch
        {
            LineItemChange.Deleted => Answer.NoContent,
            LineItemChange.NotFound => Errors.NotFound($"The instance has no line item {lineItem.Value}"),
            LineItemChange.NotObsolete => Errors.Conflict("Only an OBSOLETE line item can be deleted"),
            LineItemChange.ManagedElsewhere managed => PutLineItem.Managed(managed.Where),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;

namespace ElasticAccess.Api.Limits;

internal static class DeleteLimit
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, ActivationId lineItem, Exchange exchange, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var keyed = exchange.Keyed<StoredLimit?>([], ToAnswer);
        return exchange.Answer(
            await ledger.RemoveLimitAsync(instanceId, lineItem.Value, time.Now(), keyed, ct), ToAnswer);

        IAnswer ToAnswer(StoredLimit? removed) => removed is null
            ? Errors.NotFound($"There is no consumption limit on a line item {lineItem.Value}")
            : Answer.NoContent;
    }
}

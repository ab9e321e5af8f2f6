using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Api.Access;

/// <summary>Best effort, item by item; 200 also when nothing was granted (contract 8).</summary>
internal static class RequestOneOffAccess
{
    public static async Task<IAnswer> Handle(
        Guid instanceId, Body<AccessRequest> body, Exchange exchange, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var request = body.Value;
        var command = new OneOff(
            instanceId,
            new RequestedBy(request.Requester.Type, request.Requester.Value, Text(request.Requester.Dictionary)),
            [
                .. request.RequestedItems.Select(item => new Data.Ledger.Operations.WantedItem(
                    new RequestedItem(new(item.Name, item.EffectiveVersion), item.Count.Value), Text(item.MetaData))),
            ],
            CorrelationId: Guid.CreateVersion7(),
            Now: time.Now());

        var keyed = exchange.Keyed<IReadOnlyList<ItemOutcome>?>(body.Bytes, ToAnswer);
        return exchange.Answer(await ledger.RequestOneOffAsync(command, keyed, ct), ToAnswer);

        IAnswer ToAnswer(IReadOnlyList<ItemOutcome>? outcomes) => outcomes is null
            ? Errors.NotFound($"There is no instance {instanceId}")
            : Answer.Ok(AccessAnswer.Of(request, command.CorrelationId, outcomes, exchange.Version));
    }

    private static string? Text(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : null;
}

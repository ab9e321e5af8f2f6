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
        Guid instanceId, Body<AccessRequest> body, AccessFlags flags, Exchange exchange, TokenLedger ledger,
        TimeProvider time, CancellationToken ct)
    {
        var request = body.Value;
        var command = new OneOff(
            instanceId,
            request.ToRequestedBy(),
            request.ToWantedItems(),
            exchange.CorrelationId,
            time.Now())
        {
            IsDryRun = flags.DryRun,
        };

        // A dry run records nothing, so not even its answer.
        var keyed = flags.DryRun ? null : exchange.Keyed<IReadOnlyList<ItemDecision>?>(body.Bytes, ToAnswer);
        return exchange.Answer(await ledger.RequestOneOffAsync(command, keyed, ct), ToAnswer);

        IAnswer ToAnswer(IReadOnlyList<ItemDecision>? decisions) => decisions is null
            ? Errors.NotFound($"There is no instance {instanceId}")
            : Answer.Ok(AccessAnswer.Of(request, command.CorrelationId, decisions, exchange.Version, flags.Explain));
    }
}

using System.Text.Json;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Ledger.Operations;
using FluentValidation;
using Decisions = System.Collections.Generic.IReadOnlyList<ElasticAccess.Domain.Access.ItemDecision>;

namespace ElasticAccess.Api.Access;

/// <summary>Many one-off requests in one call, decided in order, each on its own (contract 18.5).</summary>
internal static class RequestBatch
{
    private const int RequestsMax = 1_000;

    public sealed record BatchBody(IReadOnlyList<BatchedRequest> Requests);

    /// <param name="IdempotencyKey">As the header is for one request.</param>
    public sealed record BatchedRequest(
        AccessRequest.RequesterBody Requester,
        IReadOnlyList<AccessRequest.WantedItem> RequestedItems,
        string? IdempotencyKey = null)
    {
        public AccessRequest Alone => new(Requester, RequestedItems);
    }

    /// <param name="Responses">Each as the request alone would have been answered.</param>
    public sealed record BatchAnswer(IReadOnlyList<RenderedJson> Responses);

    public sealed class Shape : AbstractValidator<BatchBody>
    {
        public Shape(IValidator<AccessRequest> alone)
        {
            RuleFor(b => b.Requests).Must(requests => requests.Count is > 0 and <= RequestsMax)
                .WithMessage($"must hold 1 to {RequestsMax} requests");
            RuleFor(b => b.Requests).Custom((requests, context) =>
            {
                for (var i = 0; i < requests.Count; i++)
                {
                    if (requests[i].IdempotencyKey is { } key && !IdempotencyKey.IsValid(key))
                    {
                        context.AddFailure($"Requests[{i}].idempotencyKey", IdempotencyKey.CharsRule);
                    }

                    foreach (var fault in alone.Validate(requests[i].Alone).Errors)
                    {
                        context.AddFailure($"Requests[{i}].{fault.PropertyName}", fault.ErrorMessage);
                    }
                }
            });
        }
    }

    public static async Task<IAnswer> Handle(
        Guid instanceId, Body<BatchBody> body, Exchange exchange, TokenLedger ledger, TimeProvider time,
        CancellationToken ct)
    {
        var requests = body.Value.Requests;
        var now = time.Now();
        var parts = requests.Select(request =>
        {
            var alone = request.Alone;
            var command = new OneOff(
                instanceId, alone.ToRequestedBy(), alone.ToWantedItems(), TimedId.Next(), now);
            IAnswer ToAnswer(Decisions? decisions) => Answer.Ok(
                AccessAnswer.Of(alone, command.CorrelationId, decisions!, exchange.Version, explain: false));
            var keyed = request.IdempotencyKey is { } key
                ? exchange.KeyedBy<Decisions?>(
                    key, JsonSerializer.SerializeToUtf8Bytes(alone, WireJson.Default.AccessRequest), ToAnswer)
                : null;
            return (Command: new BatchedOneOff(command, keyed), ToAnswer: (Func<Decisions?, IAnswer>)ToAnswer);
        }).ToArray();

        var wholeKeyed = exchange.Keyed<IReadOnlyList<Reply<Decisions?>>?>(body.Bytes, ToBatchAnswer);
        var reply = await ledger.RequestBatchAsync(
            instanceId, Array.ConvertAll(parts, part => part.Command), wholeKeyed, ct);
        return exchange.Answer(reply, ToBatchAnswer);

        IAnswer ToBatchAnswer(IReadOnlyList<Reply<Decisions?>>? replies) => replies is null
            ? Errors.NotFound($"There is no instance {instanceId}")
            : Answer.Ok(new BatchAnswer(
                [.. replies.Select((part, i) => exchange.ToJson(exchange.Answer(part, parts[i].ToAnswer)))]));
    }
}

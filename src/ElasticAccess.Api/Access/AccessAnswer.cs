using ElasticAccess.Api.Wire;
using ElasticAccess.Domain;
using ElasticAccess.Domain.Access;

namespace ElasticAccess.Api.Access;

/// <summary>What was granted and what was refused, in the order of the request (contract 8).</summary>
/// <param name="CorrelationId">Also on the ledger rows.</param>
internal sealed record AccessAnswer(
    Guid CorrelationId, AccessAnswer.AnsweredRequester Requester,
    IReadOnlyList<AccessAnswer.AnsweredItem> RequestedItems)
{
    internal sealed record AnsweredRequester(string Type, string Value);

    /// <param name="TotalTokensCharged">Over all line items; 0 when refused.</param>
    internal sealed record AnsweredItem(
        [property: System.Text.Json.Serialization.JsonPropertyName("item")] string Name,
        string? Version,
        Tokens Count,
        ItemStatus Status,
        Tokens TotalTokensCharged,
        IReadOnlyList<ChargedLineItem> LineItems,
        IReadOnlyList<Explanation>? Explanation = null);

    /// <param name="Rate">Tokens per count, of the line item's own rate table.</param>
    internal sealed record ChargedLineItem(Tokens Rate, string ActivationId, Tokens TokensCharged);

    public static AccessAnswer Of(
        AccessRequest request, Guid correlationId, IReadOnlyList<ItemDecision> decisions, ApiVersion version,
        bool explain)
    {
        var items = new AnsweredItem[decisions.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(request.RequestedItems[i], decisions[i].Outcome, version) with
            {
                Explanation = explain ? Access.Explanation.Of(decisions[i]) : null,
            };
        }

        return new(correlationId, new(request.Requester.Type, request.Requester.Value), items);
    }

    private static AnsweredItem Of(AccessRequest.WantedItem item, ItemOutcome outcome, ApiVersion version) => new(
        item.Name,
        item.Version ?? item.RequestedVersion,
        item.Count,
        version.StatusOf(outcome),
        (outcome as ItemOutcome.Granted)?.Charged ?? Tokens.Zero,
        outcome is ItemOutcome.Granted granted
            ? [.. granted.Debits.Select(debit =>
                new ChargedLineItem(debit.Rate, debit.LineItem.ActivationId, debit.Tokens))]
            : []);
}

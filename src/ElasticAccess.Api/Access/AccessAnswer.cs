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
        IReadOnlyList<ChargedLineItem> LineItems);

    /// <param name="Rate">Tokens per count, of the line item's own rate table.</param>
    internal sealed record ChargedLineItem(Tokens Rate, string ActivationId, Tokens TokensCharged);

    public static AccessAnswer Of(
        AccessRequest request, Guid correlationId, IReadOnlyList<ItemOutcome> outcomes, ApiVersion version) => new(
            correlationId,
            new(request.Requester.Type, request.Requester.Value),
            [.. request.RequestedItems.Select((item, i) => Of(item, outcomes[i], version))]);

    private static AnsweredItem Of(
        AccessRequest.WantedItem item, ItemOutcome outcome, ApiVersion version) => outcome switch
        {
            ItemOutcome.Granted granted => new(
                item.Name,
                item.Version ?? item.RequestedVersion,
                item.Count,
                version.Granted,
                granted.Charged,
                [.. granted.Debits.Select(Of)]),
            ItemOutcome.Refused refused => new(
                item.Name,
                item.Version ?? item.RequestedVersion,
                item.Count,
                version.StatusOf(refused.Reason),
                Tokens.Zero,
                []),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ChargedLineItem Of(Debit debit) => new(debit.Rate, debit.LineItem.ActivationId, debit.Tokens);
}

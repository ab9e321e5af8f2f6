using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Rehearsals;

/// <summary>What one line item gave of a past charge, at the price of its own series then.</summary>
/// <param name="Rate">Tokens per count.</param>
/// <param name="Formula">What the rate came from; null for a fixed one.</param>
/// <param name="Tokens">Not negative, also where they went back.</param>
public sealed record PastPart(string Series, Tokens Rate, string? Formula, Tokens Tokens);

/// <summary>A granted item as it was charged, or one part of it that went back later.</summary>
/// <param name="Count">Of the whole item; larger than 0.</param>
/// <param name="Parts">One for each line item; of a refund, the one.</param>
public sealed record PastUse(
    Guid InstanceId, string AccountId, ItemKey Item, Tokens Count, bool IsRefund, IReadOnlyList<PastPart> Parts);

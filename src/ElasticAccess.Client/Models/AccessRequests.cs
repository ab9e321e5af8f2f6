using System.Text.Json.Nodes;

namespace ElasticAccess.Client.Models;

/// <summary>Who asks for access (contract section 8).</summary>
/// <param name="Type">The kind of requester, free text such as <c>user</c> or <c>device</c>.</param>
/// <param name="Value">Who, within the kind.</param>
public sealed record Requester(string Type, string Value)
{
    /// <summary>Further facts, any JSON object; rules of access look at them, reports group by them.</summary>
    public JsonObject? Dictionary { get; init; }
}

/// <summary>One item asked for (contract section 8).</summary>
/// <param name="Item">The item's name, compared exactly.</param>
/// <param name="Version">The item's version; null or empty matches only an item without a version.</param>
/// <param name="Count">How many, above 0, up to 9,000,000,000,000 with six decimals. Default 1.</param>
public sealed record RequestedItem(string Item, string? Version = null, decimal Count = 1)
{
    /// <summary>Any JSON object; it is passed to the usage record.</summary>
    public JsonObject? MetaData { get; init; }

    /// <summary>Numbers for the variables of a formula (v1.1; contract section 5.1).</summary>
    public IReadOnlyDictionary<string, decimal>? Variables { get; init; }
}

/// <summary>One request of a batch (contract section 18.5).</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="RequestedItems">What is asked for, served in this order; 1 to 1,000 items.</param>
public sealed record BatchedRequest(Requester Requester, IReadOnlyList<RequestedItem> RequestedItems)
{
    /// <summary>
    /// A key for this request alone, 1 to 255 visible ASCII characters, so that it is charged once also when it comes
    /// again in another batch. The whole batch has a key of its own in any case.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}

internal sealed record OneOffBody(Requester Requester, IReadOnlyList<RequestedItem> RequestedItems);

internal sealed record SessionBody(
    Requester Requester, IReadOnlyList<RequestedItem> RequestedItems, bool RollbackOnDeny);

internal sealed record BatchBody(IReadOnlyList<BatchedRequest> Requests);

internal sealed record BatchAnswer(IReadOnlyList<BatchedAnswer> Responses);

/// <summary>A result, or in its place the error body of a request that was refused as a whole.</summary>
internal sealed record BatchedAnswer(
    IReadOnlyList<ItemAccess>? RequestedItems = null,
    Requester? Requester = null,
    string? CorrelationId = null,
    string? Message = null,
    string? Title = null);

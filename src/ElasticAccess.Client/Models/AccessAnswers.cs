namespace ElasticAccess.Client.Models;

/// <summary>The answer to a one-off access request: a denied item is a value in it (contract section 8).</summary>
/// <remarks>Nothing in it is granted unless the service said so with code 101 or 1101, item by item.</remarks>
public sealed record OneOffAccess
{
    internal OneOffAccess(AccessAnswer answer, bool isDryRun)
    {
        CorrelationId = answer.CorrelationId;
        Requester = answer.Requester;
        IsDryRun = isDryRun;
        RequestedItems = answer.ItemsAs(isDryRun);
    }

    internal OneOffAccess(string refusal)
    {
        Refusal = refusal;
        RequestedItems = [];
    }

    /// <summary>
    /// Only in a batch: why this request was refused as a whole, its idempotency key having been used with other
    /// content. Nothing was charged and there are no items; the other requests of the batch have their own answers.
    /// </summary>
    public string? Refusal { get; }

    /// <summary>UUID that ties the answer to its usage records; null if the service sent none.</summary>
    public string? CorrelationId { get; }

    /// <summary>The requester, echoed by the service.</summary>
    public Requester? Requester { get; }

    /// <summary>One answer per requested item, in the order of the request.</summary>
    public IReadOnlyList<ItemAccess> RequestedItems { get; }

    /// <summary>True when nothing was charged because only a dry run was asked for.</summary>
    public bool IsDryRun { get; }

    /// <summary>True only when there is at least one item and every one was granted and charged.</summary>
    public bool IsFullyGranted => RequestedItems.Count > 0 && RequestedItems.All(item => item.IsGranted);

    /// <summary>Tokens charged over all items.</summary>
    public decimal TotalTokensCharged => RequestedItems.Sum(item => item.TotalTokensCharged);

    /// <summary>True only when the item was asked for, and granted every time it was.</summary>
    /// <param name="item">The item's name, compared exactly.</param>
    /// <param name="version">The item's version; null and empty are the same.</param>
    /// <returns>False for an item that is not in the answer.</returns>
    public bool IsGranted(string item, string? version = null) => RequestedItems.AreGranted(item, version);
}

/// <summary>
/// The answer to a session access request; a denial, HTTP 403 with this body, is a value too (contract section 10.4).
/// </summary>
public sealed record SessionAccess
{
    internal SessionAccess(AccessAnswer answer, bool isAccepted, bool isDryRun)
    {
        CorrelationId = answer.CorrelationId;
        Requester = answer.Requester;
        IsDryRun = isDryRun;
        RequestedItems = answer.ItemsAs(isDryRun || !isAccepted);
        IsHalted = isAccepted && !isDryRun && RequestedItems.Count == 0;
    }

    /// <summary>UUID that ties the answer to its usage records; null if the service sent none.</summary>
    public string? CorrelationId { get; }

    /// <summary>The requester, echoed by the service.</summary>
    public Requester? Requester { get; }

    /// <summary>One answer per requested item, in the order of the request.</summary>
    public IReadOnlyList<ItemAccess> RequestedItems { get; }

    /// <summary>True when nothing changed because only a dry run was asked for.</summary>
    public bool IsDryRun { get; }

    /// <summary>
    /// True only when there is at least one item, the service answered 200, and every item carries 101 or 1101. A
    /// session request is all or nothing.
    /// </summary>
    public bool Granted => RequestedItems.Count > 0 && RequestedItems.All(item => item.IsGranted);

    /// <summary>True when an empty set was accepted: the session is idle and costs nothing.</summary>
    public bool IsHalted { get; }

    /// <summary>Tokens charged for the first period over all items.</summary>
    public decimal TotalTokensCharged => RequestedItems.Sum(item => item.TotalTokensCharged);

    /// <summary>True only when the item was asked for and granted.</summary>
    /// <param name="item">The item's name, compared exactly.</param>
    /// <param name="version">The item's version; null and empty are the same.</param>
    /// <returns>False for an item that is not in the answer.</returns>
    public bool IsGranted(string item, string? version = null) =>
        Granted && RequestedItems.AreGranted(item, version);
}

/// <summary>The wire form that one-off, session and batch answers share.</summary>
internal sealed record AccessAnswer(
    IReadOnlyList<ItemAccess> RequestedItems, Requester? Requester = null, string? CorrelationId = null)
{
    // Whatever an item's code says: a dry run and a refused request have granted nothing.
    public IReadOnlyList<ItemAccess> ItemsAs(bool nothingWasCharged) =>
        [.. RequestedItems.Select(item => item with { NothingWasCharged = nothingWasCharged })];
}

internal static class ItemAccessList
{
    public static bool AreGranted(this IReadOnlyList<ItemAccess> items, string item, string? version)
    {
        var asked = items.Where(i => i.Item == item && (i.Version ?? "") == (version ?? "")).ToList();
        return asked.Count > 0 && asked.All(i => i.IsGranted);
    }
}

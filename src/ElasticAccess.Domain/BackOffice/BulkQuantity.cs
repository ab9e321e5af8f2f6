namespace ElasticAccess.Domain.BackOffice;

/// <summary>A line item of a bulk entitlement, and how many of its tokens end customers have taken.</summary>
public sealed record BulkLineItem(string ActivationId, long Quantity, long Claimed)
{
    public long Left => Math.Max(0, Quantity - Claimed);
}

/// <summary>From which line item a claim is taken (contract 19): the sum never exceeds the quantity.</summary>
public static class BulkQuantity
{
    /// <summary>
    /// The first that has the whole quantity left; a claim is never split. Null: none has.
    /// </summary>
    /// <param name="lineItems">Those that are DEPLOYED, in their order.</param>
    public static BulkLineItem? Take(IEnumerable<BulkLineItem> lineItems, long quantity) =>
        lineItems.FirstOrDefault(lineItem => lineItem.Left >= quantity);
}

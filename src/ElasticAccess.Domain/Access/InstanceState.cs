using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>Everything known of an instance when a request is decided.</summary>
/// <param name="LineItems">All of them, in charging order (contract 9.2).</param>
/// <param name="RateTables">Those that can be in effect while the requests at hand are decided.</param>
/// <param name="TimezoneTolerant">Configuration <c>timezone.tolerant</c> (contract 11).</param>
public sealed record InstanceState(
    IReadOnlyList<LineItem> LineItems, IReadOnlyList<RateTable> RateTables, bool TimezoneTolerant)
{
    /// <summary>The same instance once these debits are made.</summary>
    public InstanceState After(IReadOnlyList<Debit> debits)
    {
        var lineItems = LineItems.ToArray();
        foreach (var debit in debits)
        {
            var at = Array.FindIndex(lineItems, lineItem => lineItem.Id == debit.LineItem.Id);
            lineItems[at] = lineItems[at] with { Used = lineItems[at].Used + debit.Tokens };
        }

        return this with { LineItems = lineItems };
    }
}

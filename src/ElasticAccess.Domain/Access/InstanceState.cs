using System.Collections.Immutable;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>
/// Whose consumption of what counts together: a requester's, of a line item, in a period (contract 12).
/// </summary>
public readonly record struct ConsumptionKey(Guid LineItemId, Instant PeriodStart, string Type, string Value);

/// <summary>Everything known of an instance when a request is decided.</summary>
/// <param name="LineItems">All of them, in charging order (contract 9.2).</param>
/// <param name="RateTables">Those that can be in effect while the requests at hand are decided.</param>
/// <param name="TimezoneTolerant">Configuration <c>timezone.tolerant</c> (contract 11).</param>
/// <param name="Consumption">What the requesters at hand have consumed under consumption limits.</param>
public sealed record InstanceState(
    IReadOnlyList<LineItem> LineItems,
    IReadOnlyList<RateTable> RateTables,
    bool TimezoneTolerant,
    ImmutableDictionary<ConsumptionKey, Tokens> Consumption)
{
    public Tokens Consumed(ConsumptionKey key) => Consumption.GetValueOrDefault(key);

    /// <summary>The same instance once these debits are made for the requester.</summary>
    public InstanceState After(IReadOnlyList<Debit> debits, Requester requester)
    {
        var lineItems = LineItems.ToArray();
        var consumption = Consumption;
        foreach (var debit in debits)
        {
            var at = Array.FindIndex(lineItems, lineItem => lineItem.Id == debit.LineItem.Id);
            lineItems[at] = Moved(lineItems[at], debit.Tokens, debit.Action?.Id);
            if (debit.LimitStart is { } start)
            {
                var key = new ConsumptionKey(debit.LineItem.Id, start, requester.Type, requester.Value);
                consumption = consumption.SetItem(key, consumption.GetValueOrDefault(key) + debit.Tokens);
            }
        }

        return this with { LineItems = lineItems, Consumption = consumption };
    }

    /// <summary>
    /// The same instance once tokens went back to where they came from: to the line item whatever its state, to the
    /// action and to the requester's consumption where those still count (contract 7.3, 12).
    /// </summary>
    public InstanceState After(IReadOnlyList<Credit> credits)
    {
        var lineItems = LineItems.ToArray();
        var consumption = Consumption;
        foreach (var credit in credits)
        {
            var at = Array.FindIndex(lineItems, lineItem => lineItem.Id == credit.LineItemId);
            lineItems[at] = Moved(lineItems[at], -credit.Tokens, credit.ActionId);
            if (credit.Consumption is { } key && consumption.TryGetValue(key, out var consumed))
            {
                consumption = consumption.SetItem(key, Tokens.Larger(consumed - credit.Tokens, Tokens.Zero));
            }
        }

        return this with { LineItems = lineItems, Consumption = consumption };
    }

    private static LineItem Moved(LineItem lineItem, Tokens by, Guid? actionId) => lineItem with
    {
        Used = lineItem.Used + by,
        Actions = actionId is null
            ? lineItem.Actions
            : [.. lineItem.Actions.Select(action => action.Id == actionId
                ? action with { Used = Tokens.Larger(action.Used + by, Tokens.Zero) }
                : action)],
    };
}

/// <summary>Tokens that go back to the line item, allocation and consumption that they were taken from.</summary>
public sealed record Credit(Guid LineItemId, Guid? ActionId, ConsumptionKey? Consumption, Tokens Tokens);

using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Access;

/// <summary>Decides one item against one instance. The order of the refusals is contract 8.1's.</summary>
public static class ItemAccess
{
    public static ItemOutcome Decide(InstanceState state, RequestedItem item, Instant now)
    {
        var anyUsable = false;
        var sources = new List<Source>(state.LineItems.Count);
        foreach (var lineItem in state.LineItems)
        {
            if (!lineItem.IsUsableAt(now, state.TimezoneTolerant))
            {
                continue;
            }

            anyUsable = true;
            var table = RateTable.EffectiveAt(state.RateTables, lineItem.Series, now);
            if (table is not null && table.Rates.TryGetValue(item.Key, out var rate))
            {
                sources.Add(new Source(lineItem, table, rate, lineItem.PaidLeft, lineItem.OverdraftLeft));
            }
        }

        if (!anyUsable)
        {
            return new ItemOutcome.Refused(Refusal.NoLineItem);
        }

        if (sources.Count == 0)
        {
            return new ItemOutcome.Refused(Refusal.ItemNotRated);
        }

        return Charging.Plan(item.Count, sources) is { } debits
            ? new ItemOutcome.Granted(debits)
            : new ItemOutcome.Refused(Refusal.InsufficientTokens);
    }
}

using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Alerts;

/// <summary>The line items of an instance, and sums over those usable, kept up to date as they are used.</summary>
internal sealed class WatchedSupply
{
    private readonly Dictionary<Guid, LineItem> lineItems = [];
    private readonly Dictionary<string, HashSet<Guid>> mapped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UsableTotals> known = new(StringComparer.Ordinal);
    private readonly bool timezoneTolerant;

    public WatchedSupply(IEnumerable<LineItem> lineItems, bool timezoneTolerant)
    {
        this.timezoneTolerant = timezoneTolerant;
        foreach (var lineItem in lineItems)
        {
            Store(lineItem);
        }
    }

    /// <summary>Of an activation id; of all where it is empty.</summary>
    public UsableTotals Totals(string activationId, Instant at)
    {
        if (!known.TryGetValue(activationId, out var totals))
        {
            var asked = activationId.Length == 0
                ? lineItems.Values
                : (mapped.GetValueOrDefault(activationId) ?? []).Select(id => lineItems[id]);
            known[activationId] = totals = UsableTotals.Of(asked, at, timezoneTolerant);
        }

        return totals;
    }

    /// <summary>All but what it has used.</summary>
    public void Replace(LineItem lineItem)
    {
        var used = lineItems.TryGetValue(lineItem.Id, out var was) ? was.Used : Tokens.Zero;
        Store(lineItem with { Used = used });
        known.Remove("");
        known.Remove(lineItem.ActivationId);
    }

    /// <summary>The activation id of the line item that has used more or less.</summary>
    public string Move(Guid lineItemId, Tokens tokens, Instant at)
    {
        var before = lineItems[lineItemId];
        var after = before with { Used = before.Used + tokens };
        lineItems[lineItemId] = after;
        if (after.IsUsableAt(at, timezoneTolerant))
        {
            Note("");
            Note(after.ActivationId);
        }

        return after.ActivationId;

        void Note(string activationId)
        {
            if (known.TryGetValue(activationId, out var totals))
            {
                known[activationId] = totals.Moved(before, after);
            }
        }
    }

    /// <summary>Counters hold all of these charges at once, also without the refunds that came between them.</summary>
    public bool CanTake(IEnumerable<Movement> charges) => charges.GroupBy(charge => charge.LineItemId).All(few =>
        few.Aggregate((Int128)lineItems[few.Key].Used.Micro, (sum, charge) => sum + charge.Tokens.Micro)
            <= Tokens.Largest.Micro);

    /// <summary>As time passes, others are usable.</summary>
    public void Forget() => known.Clear();

    /// <summary>When the next line item becomes usable or no longer is.</summary>
    public Instant? NextTurn(Instant after)
    {
        Instant? next = null;
        foreach (var time in lineItems.Values.SelectMany(lineItem => lineItem.TurnsAt(timezoneTolerant)))
        {
            next = time > after && (next is not { } found || time < found) ? time : next;
        }

        return next;
    }

    private void Store(LineItem lineItem)
    {
        lineItems[lineItem.Id] = lineItem;
        if (!mapped.TryGetValue(lineItem.ActivationId, out var ids))
        {
            mapped.Add(lineItem.ActivationId, ids = []);
        }

        ids.Add(lineItem.Id);
    }
}

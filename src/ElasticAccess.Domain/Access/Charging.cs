using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>What one line item can still give to one requested item, and the tokens per count it asks.</summary>
public sealed record Source(LineItem LineItem, RateTable Table, Tokens Rate, Tokens Paid, Tokens Overdraft)
{
    /// <summary>The rule that allowed it; null where there are no rules.</summary>
    public AccessAction? Action { get; init; }

    /// <summary>Where the requester's period of the consumption limit began; null where there is no limit.</summary>
    public Instant? LimitStart { get; init; }
}

/// <summary>
/// Tokens taken from one line item for one requested item, at the rate of that line item's own table.
/// </summary>
public sealed record Debit(LineItem LineItem, RateTable Table, Tokens Rate, Tokens Tokens)
{
    public AccessAction? Action { get; init; }

    public Instant? LimitStart { get; init; }
}

/// <summary>Whether the sources cover a charge.</summary>
public abstract record ChargePlan
{
    private ChargePlan()
    {
    }

    /// <param name="Debits">One per line item, in the order in which they were first taken from.</param>
    public sealed record Covered(IReadOnlyList<Debit> Debits) : ChargePlan;

    /// <param name="Asked">For each source, the tokens that were still needed when it was first asked.</param>
    public sealed record Short(IReadOnlyList<decimal> Asked) : ChargePlan;
}

/// <summary>Spreads the charge of one item over line items (contract 9).</summary>
public static class Charging
{
    /// <summary>All or nothing: what cannot be covered takes nothing.</summary>
    /// <param name="count">Larger than 0, six decimals.</param>
    /// <param name="sources">In charging order; their amounts are not negative.</param>
    public static ChargePlan Plan(decimal count, IReadOnlyList<Source> sources)
    {
        var taken = new Tokens[sources.Count];
        var asked = new decimal[sources.Count];
        var order = new List<int>(1);
        var charged = 0m;
        var uncovered = RestOfCount.Of(count);

        // Two passes over the same line items: no overdraft is touched while any entitled token is left.
        return Covers(source => source.Paid, asked) || Covers(source => source.Overdraft, new decimal[sources.Count])
            ? new ChargePlan.Covered([.. order.Select(Debit)])
            : new ChargePlan.Short(asked);

        bool Covers(Func<Source, Tokens> offered, decimal[] askedHere)
        {
            for (var i = 0; i < sources.Count; i++)
            {
                var rate = sources[i].Rate.Value;
                var offer = offered(sources[i]);

                // The running total is rounded, not each part, so that a split costs what one piece would cost.
                var due = uncovered.TotalWith(charged, rate) - charged;
                askedHere[i] = due;
                if (due > offer.Value)
                {
                    Take(i, offer, isNamed: offer > Tokens.Zero);
                    uncovered = uncovered.Without(offer.Value, rate);
                    continue;
                }

                Take(i, Tokens.Round(due), isNamed: true);
                return charged <= Tokens.Max.Value;
            }

            return false;
        }

        void Take(int source, Tokens tokens, bool isNamed)
        {
            if (isNamed && !order.Contains(source))
            {
                order.Add(source);
            }

            taken[source] += tokens;
            charged += tokens.Value;
        }

        Debit Debit(int i) => new(sources[i].LineItem, sources[i].Table, sources[i].Rate, taken[i])
        {
            Action = sources[i].Action,
            LimitStart = sources[i].LimitStart,
        };
    }
}

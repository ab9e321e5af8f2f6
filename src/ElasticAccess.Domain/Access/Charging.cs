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

    /// <summary>
    /// What one that has enough is charged for a count: <see cref="Plan"/> over a single source. Null when it is more
    /// than any amount can be.
    /// </summary>
    public static Tokens? Cost(Tokens count, Tokens rate)
    {
        var due = RestOfCount.Of(count.Value).TotalWith(0, rate.Value);
        return due > Tokens.Max.Value ? null : Tokens.Round(due);
    }

    /// <summary>
    /// What the count that these tokens paid for costs at another rate, rounded half to even; not more than the
    /// <paramref name="whole"/> that it is a part of.
    /// </summary>
    /// <param name="was">The rate that they were charged at; above 0.</param>
    public static Tokens CostOfSame(Tokens tokens, Tokens was, Tokens rate, Tokens whole)
    {
        var (cost, rest) = Int128.DivRem((Int128)tokens.Micro * rate.Micro, was.Micro);
        var twice = (2 * rest).CompareTo(was.Micro);
        cost += twice > 0 || (twice == 0 && Int128.IsOddInteger(cost)) ? 1 : 0;
        return new((long)Int128.Min(cost, whole.Micro));
    }

    /// <summary>What the rest of a count costs, of which others paid for a part, each at its rate.</summary>
    public static Tokens CostOfRest(Tokens count, IEnumerable<(Tokens Tokens, Tokens Rate)> others, Tokens rate)
    {
        var rest = others.Where(other => other.Tokens > Tokens.Zero).Aggregate(
            RestOfCount.Of(count.Value), (left, other) => left.Without(other.Tokens.Value, other.Rate.Value));
        return Tokens.Round(Math.Max(0, rest.TotalWith(0, rate.Value)));
    }
}

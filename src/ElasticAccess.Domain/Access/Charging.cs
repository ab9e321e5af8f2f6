using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Supply;

namespace ElasticAccess.Domain.Access;

/// <summary>What one line item can still give to one requested item, and the tokens per count it asks.</summary>
public sealed record Source(LineItem LineItem, RateTable Table, Tokens Rate, Tokens Paid, Tokens Overdraft);

/// <summary>
/// Tokens taken from one line item for one requested item, at the rate of that line item's own table.
/// </summary>
public sealed record Debit(LineItem LineItem, RateTable Table, Tokens Rate, Tokens Tokens);

/// <summary>Spreads the charge of one item over line items (contract 9).</summary>
public static class Charging
{
    /// <summary>Null when the sources together cannot cover the count: then nothing is taken.</summary>
    /// <param name="count">Larger than 0, six decimals.</param>
    /// <param name="sources">In charging order; their amounts are not negative.</param>
    public static IReadOnlyList<Debit>? Plan(decimal count, IReadOnlyList<Source> sources)
    {
        var taken = new Tokens[sources.Count];
        var order = new List<int>(1);
        var charged = 0m;
        var uncovered = count;

        // Two passes over the same line items: no overdraft is touched while any entitled token is left.
        return Covers(source => source.Paid) || Covers(source => source.Overdraft) ? Debits() : null;

        bool Covers(Func<Source, Tokens> offered)
        {
            for (var i = 0; i < sources.Count; i++)
            {
                var rate = sources[i].Rate.Value;
                var offer = offered(sources[i]);

                // The running total is rounded, not each part, so that a split costs what one piece would cost.
                var due = Rounded(charged + (uncovered * rate)) - charged;
                if (due > offer.Value)
                {
                    Take(i, offer);
                    uncovered -= rate == 0 ? 0 : offer.Value / rate;
                    continue;
                }

                Take(i, Tokens.Round(due), names: true);
                return charged <= Tokens.Max.Value;
            }

            return false;
        }

        void Take(int source, Tokens tokens, bool names = false)
        {
            if ((names || tokens > Tokens.Zero) && !order.Contains(source))
            {
                order.Add(source);
            }

            taken[source] += tokens;
            charged += tokens.Value;
        }

        Debit[] Debits() =>
            [.. order.Select(i => new Debit(sources[i].LineItem, sources[i].Table, sources[i].Rate, taken[i]))];
    }

    // A division leaves crumbs far behind the sixth decimal. They are rounded off first, or they would tip a tie.
    private static decimal Rounded(decimal tokens) =>
        decimal.Round(decimal.Round(tokens, 2 * Tokens.Decimals), Tokens.Decimals, MidpointRounding.ToEven);
}

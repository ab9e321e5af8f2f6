namespace ElasticAccess.Domain.Usage;

/// <summary>What a part of the usage cost.</summary>
/// <param name="Value">Of the dictionary's key, as JSON; null for usage without it.</param>
/// <param name="Net">Charges minus refunds; may be negative.</param>
public sealed record StatementLine(string? Value, TokenSum Net);

/// <summary>
/// A month's usage of an instance, shared out among the values of a dictionary key (contract 18.7). The lines add up
/// to the total exactly.
/// </summary>
/// <param name="Lines">By value, ordinal; the last is the usage without the key, there also when it is 0.</param>
public sealed record Statement(IReadOnlyList<StatementLine> Lines, TokenSum Total)
{
    /// <summary>From amounts in any order, with any value as often as it comes.</summary>
    public static Statement Of(IEnumerable<(string? Value, TokenSum Net)> parts)
    {
        var sums = new SortedDictionary<string, TokenSum>(StringComparer.Ordinal);
        var without = TokenSum.Zero;
        foreach (var (value, net) in parts)
        {
            if (value is null)
            {
                without += net;
            }
            else
            {
                sums[value] = sums.GetValueOrDefault(value) + net;
            }
        }

        List<StatementLine> lines = [.. sums.Select(sum => new StatementLine(sum.Key, sum.Value)), new(null, without)];
        return new(lines, lines.Aggregate(TokenSum.Zero, (total, line) => total + line.Net));
    }
}

namespace ElasticAccess.Domain.Usage;

/// <summary>What a part of the usage cost.</summary>
/// <param name="Value">Of the dictionary's key, as JSON; null for usage without it.</param>
/// <param name="NetMicro">Micro-tokens: charges minus refunds; may be negative.</param>
public sealed record StatementLine(string? Value, Int128 NetMicro);

/// <summary>
/// A month's usage of an instance, shared out among the values of a dictionary key (contract 18.7). The lines add up
/// to the total exactly.
/// </summary>
/// <param name="Lines">By value, ordinal; the last is the usage without the key, there also when it is 0.</param>
public sealed record Statement(IReadOnlyList<StatementLine> Lines, Int128 TotalMicro)
{
    /// <summary>From amounts in micro-tokens, in any order and with any value as often as it comes.</summary>
    public static Statement Of(IEnumerable<(string? Value, Int128 NetMicro)> parts)
    {
        var sums = new SortedDictionary<string, Int128>(StringComparer.Ordinal);
        Int128 without = 0;
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
        return new(lines, lines.Aggregate((Int128)0, (total, line) => total + line.NetMicro));
    }
}

using System.Collections.Frozen;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Tests.Rating;

public class RateTableTests
{
    // "version@effective from/created" of series S; "x:…" is of series x, ":…" of none. "S at 15" asks at that time.
    public static TheoryData<string> Table => Cases.Of("""
                                     | S at 15 => none
        1@10/1                       | S at 15 => 1
        1@10/1                       | S at 10 => 1       # It comes into effect at its very time.
        1@10/1                       | S at 9  => none
        1@10/1 2@20/2                | S at 15 => 1
        1@10/1 2@20/2                | S at 20 => 2
        2@20/1 1@10/2                | S at 25 => 2       # The effective time counts, not the creation.
        9@10/1 1@20/2 5@15/3         | S at 25 => 1       # The version never does.
        1@10/1 2@10/2                | S at 15 => 2       # Of equal times the one created last,
        2@10/2 1@10/1                | S at 15 => 2
        1@10/1 2@10/1                | S at 15 => 2       # then the one with the later id, wherever it stands.
        x:1@10/1                     | S at 15 => none
        x:1@12/1 2@10/1              | S at 15 => 2
        s:1@12/1 2@10/1              | S at 15 => 2       # Series compare exactly.
        :1@10/1 2@12/1               | S at 15 => 2
        :1@10/1 2@12/1               |   at 15 => 1       # No series is a time line of its own.
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_latest_effective_table_of_the_series_counts(string row)
    {
        var (left, expected) = Cases.Split(row);
        var (texts, ask) = (left.Split('|')[0], left.Split('|')[1].Split(" at "));
        RateTable[] tables = [.. texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Of)];
        var (series, now) = (ask[0].Trim(), new Instant(long.Parse(ask[1])));

        Assert.Equal(expected, RateTable.EffectiveAt(tables, series, now)?.Version ?? "none");
        Array.Reverse(tables);
        Assert.Equal(expected, RateTable.EffectiveAt(tables, series, now)?.Version ?? "none");
    }

    private static RateTable Of(string text)
    {
        var colon = text.IndexOf(':');
        var parts = text[(colon + 1)..].Split('@', '/');
        return new(
            new(int.Parse(parts[0]), 0, 0, new byte[8]),
            colon < 0 ? "S" : text[..colon],
            parts[0],
            new(long.Parse(parts[1])),
            new(long.Parse(parts[2])),
            FrozenDictionary<ItemKey, Price>.Empty);
    }
}

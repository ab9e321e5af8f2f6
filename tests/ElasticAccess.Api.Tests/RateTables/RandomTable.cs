using ElasticAccess.Client.Models;

namespace ElasticAccess.Api.Tests.RateTables;

/// <summary>A rate table with names that are hard to write as comma-separated values.</summary>
internal static class RandomTable
{
    private const string Letters = "ab,;\"'=+-@ .äß漢\u2028\ufeff\U0001F600";

    private static readonly string[] Formulas =
        ["-a + 1", "MAX(1, cores * 0.5)", " 2 ^ 3", "ROUND(a,2)*1", "\t1\n+\r\n2", "1\r+ 2"];

    public static RateTable Of(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(0, random.Next(1, 6)).Select(i =>
        {
            var item = new RateTableItem(
                $"{Text(random, 1)}{i}", random.Next(2) == 0 ? null : Text(random, 1));
            return random.Next(3) == 0
                ? item with { Formula = Formulas[random.Next(Formulas.Length)] }
                : item with { Rate = random.NextInt64(0, 9_000_000_000_000) / (random.Next(2) == 0 ? 1m : 1_000_000m) };
        });
        return new(
            $"{Text(random, 0)}{seed}", DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(253_402_300_800_000)),
            [.. items], random.Next(4) == 0 ? null : Text(random, 1));
    }

    private static string Text(Random random, int least)
    {
        var runes = Letters.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(least, 6)).Select(_ => runes[random.Next(runes.Length)]));
    }
}

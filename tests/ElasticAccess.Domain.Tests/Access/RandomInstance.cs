using ElasticAccess.Domain.Access;
using ElasticAccess.Domain.Limits;
using ElasticAccess.Domain.Rating;
using ElasticAccess.Domain.Rules;
using ElasticAccess.Domain.Supply;
using ElasticAccess.Domain.Tests.Rules;

namespace ElasticAccess.Domain.Tests.Access;

/// <summary>Line items, actions, limits, prices and requests from few values, so that all bounds are met.</summary>
internal sealed class RandomInstance(Random random)
{
    private const long DayMs = 86_400_000;

    // Friday, so that days, weeks, months and years end while the requests come.
    private static readonly long Start =
        new DateTimeOffset(2027, 12, 31, 22, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public IReadOnlyList<RateTable> Tables { get; } = [.. Enumerable.Range(0, 4).Select(i => new RateTable(
        AccessText.Id(i),
        i < 3 ? "" : "other",
        $"{i}",
        new(Start + random.NextInt64(-2 * DayMs, DayMs)),
        new(random.Next(2)),
        Prices(random)))];

    public InstanceState NewState()
    {
        LineItem[] lineItems = [.. Enumerable.Range(0, random.Next(1, 5)).Select(LineItem)];
        Array.Sort(lineItems, Domain.Supply.LineItem.CompareInChargingOrder);
        return new(lineItems, Tables, TimezoneTolerant: random.Next(4) == 0, Consumption: []);
    }

    /// <summary>When the next request comes: at once, or some hours or days later.</summary>
    public IEnumerable<Instant> Times(int count)
    {
        var now = Start;
        for (var i = 0; i < count; i++)
        {
            yield return new(now);
            now += random.Next(3) switch { 0 => 0, 1 => random.NextInt64(DayMs / 3), _ => random.NextInt64(4 * DayMs) };
        }
    }

    public RequestedItem[] Items() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new RequestedItem(
        new(random.Next(6) == 0 ? "b" : "a", random.Next(8) == 0 ? "2" : ""),
        random.Next(3) == 0 ? random.NextInt64(1, 9_000_000) / 1_000_000m : random.Next(1, 12))
    {
        Variables = random.Next(3) == 0 ? new Dictionary<string, decimal>() : new() { ["X"] = random.Next(-1, 4) },
    })];

    public Requester Requester() => RandomRules.Requester(random);

    private static Dictionary<ItemKey, Price> Prices(Random random)
    {
        var prices = new Dictionary<ItemKey, Price>();
        ItemKey[] keys = [new("a", ""), new("a", "2"), new("b", "")];
        foreach (var key in keys.Where(_ => random.Next(5) > 0))
        {
            prices[key] = random.Next(6) switch
            {
                0 => new Price.ByFormula(Formula.TryParse("2 * x", out var formula, out _) ? formula : null!),
                1 => new Price.Fixed(Tokens.Zero),
                2 => new Price.Fixed(new(random.NextInt64(1, 4_000_000))),
                _ => new Price.Fixed(Tokens.Whole(random.Next(1, 5))),
            };
        }

        return prices;
    }

    private LineItem LineItem(int i) => new(
        AccessText.Id(i),
        $"{(char)('A' + i)}",
        random.Next(8) == 0 ? (LineItemState)random.Next(4) : LineItemState.Deployed,
        IsElastic: random.Next(12) > 0,
        Quantity: random.Next(1, 30),
        new(Start - random.NextInt64(DayMs)),
        new(Start + (random.Next(4) == 0 ? random.NextInt64(5 * DayMs) : random.Next(3) * 40 * DayMs)),
        random.Next(5) == 0 ? "other" : "",
        random.Next(5) switch { 0 => Overdraft.Unlimited, 1 => Overdraft.Number(random.Next(20)), _ => Overdraft.None },
        random.Next(3) == 0 ? new(random.NextInt64(20_000_000)) : Tokens.Zero)
    {
        Actions = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 5)).Select(at => Action(i, at))],
        Limit = random.Next(3) == 0
            ? ConsumptionLimit.Configure(
                Tokens.Whole(random.Next(12)),
                (LimitInterval)random.Next(4),
                nextReset: null,
                new(Start - random.NextInt64(3 * DayMs)))
            : null,
    };

    private AccessAction Action(int lineItem, int at) => new(
        AccessText.Id((100 * lineItem) + at),
        random.Next(4) == 0 ? null : RandomRules.Condition(random, depth: 1),
        Allows: random.Next(4) > 0,
        Allocation: random.Next(4) == 0 ? null : new(random.NextInt64(20_000_000)),
        Used: random.Next(3) == 0 ? new(random.NextInt64(9_000_000)) : Tokens.Zero);
}

using ElasticAccess.Domain.Rules;

namespace ElasticAccess.Domain.Tests.Rules;

/// <summary>Conditions and requesters from few keys and values, so that they meet often.</summary>
internal static class RandomRules
{
    private static readonly string[] Keys = ["dept", "site", "n", "$type", "$value"];
    private static readonly Fact[] Values =
    [
        new Fact.Text("a"), new Fact.Text("b"), new Fact.Text("1"), new Fact.Text("true"),
        new Fact.Number(1m), new Fact.Number(1.0m), new Fact.Number(2.5m), new Fact.Flag(true), new Fact.Flag(false),
    ];

    public static Condition Condition(Random random, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            var key = Keys[random.Next(Keys.Length)];
            Fact[] values = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random))];
            return random.Next(2) == 0 ? new Condition.In(key, values) : new Condition.Not(key, values);
        }

        Condition[] parts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(random, depth - 1))];
        return random.Next(2) == 0 ? new Condition.And(parts) : new Condition.Or(parts);
    }

    public static Requester Requester(Random random)
    {
        var dictionary = new Dictionary<string, Fact>();
        foreach (var key in Keys.Where(_ => random.Next(2) == 0))
        {
            dictionary[key] = random.Next(3) == 0
                ? new Fact.List([.. Enumerable.Range(0, random.Next(3)).Select(_ => Element(random))])
                : Value(random);
        }

        return new(random.Next(2) == 0 ? "a" : "user", random.Next(2) == 0 ? "b" : "1", dictionary);
    }

    private static Fact Value(Random random) => Values[random.Next(Values.Length)];

    private static Fact Element(Random random) =>
        random.Next(8) == 0 ? new Fact.List([Value(random)]) : Value(random);
}

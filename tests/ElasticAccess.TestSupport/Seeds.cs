using System.Globalization;

namespace ElasticAccess.TestSupport;

/// <summary>The seeds a random test runs with: the first so many, or the one that somebody names.</summary>
public static class Seeds
{
    public const string Variable = "ELASTICACCESS_TEST_SEED";

    public static IEnumerable<int> UpTo(int count) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(0, count);
}

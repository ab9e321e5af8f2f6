using ElasticAccess.Api.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ElasticAccess.Api.Tests;

/// <summary>
/// Classes that take long begin first, each beside others, so that none is left to run alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Names =
    [
        "FuzzOn", "RacePair", "Upgrade", "SessionReplicas", "UnsafeStore", "Bank", "Starvation", "Backup", "Kill",
        "LongUsage", "StoreDown", "TwoProcess", "Golden", "Example", "AddingUp", "Quiet",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(one => Place(one.TestCollectionDisplayName))];

    private static int Place(string collection)
    {
        var at = Array.FindIndex(Names, name => collection.Contains(name, StringComparison.Ordinal));
        return at < 0 ? Names.Length : at;
    }
}

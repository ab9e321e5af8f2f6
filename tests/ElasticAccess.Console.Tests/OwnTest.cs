using ElasticAccess.TestSupport;

namespace ElasticAccess.Console.Tests;

/// <summary>What a license administrator does, with the client key of one customer.</summary>
public abstract class OwnTest(Browsers browsers, Store store) : ConsoleTest(browsers, store)
{
    internal OwnWorld World { get; private set; } = null!;

    protected string Root => $"/console/mine/{World.Instance}";

    /// <summary>A customer of the test's own, whose license administrator has signed in.</summary>
    protected async Task EnterAsync()
    {
        World = await OwnWorld.MakeAsync(Service);
        await EnterAsync(World.Key);
    }
}

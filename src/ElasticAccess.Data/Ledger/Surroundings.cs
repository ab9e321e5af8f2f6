namespace ElasticAccess.Data.Ledger;

/// <summary>
/// What a ledger takes from its process beside the clock. A simulation brings its own, so that one seed is one run.
/// </summary>
public sealed record Surroundings
{
    /// <summary>Starts a lane, which then runs until the ledger is closed.</summary>
    public Func<Func<Task>, Task> Start { get; init; } = Task.Run;

    /// <summary>For the lengths of pauses between attempts; nothing else depends on chance.</summary>
    public Random Random { get; init; } = Random.Shared;
}

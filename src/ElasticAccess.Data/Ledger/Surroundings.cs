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

    /// <summary>Sees what is decided and in which order; null in a running service.</summary>
    internal IWitness? Witness { get; init; }
}

/// <summary>Compares what the ledger does with what it should do. Called within the lanes: it must not wait.</summary>
internal interface IWitness
{
    void Queued(Ticket ticket);

    /// <summary>Called for each attempt. What was decided is not yet committed.</summary>
    void Decided(Ticket ticket, Books books);
}

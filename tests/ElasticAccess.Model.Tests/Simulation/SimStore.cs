using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Reading;
using ElasticAccess.Data.Stores;
using ElasticAccess.Domain;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>One replica's way to the server of all.</summary>
internal sealed class SimStore(Server server, Faults faults, Context context, Audit audit, Action kill)
    : MemoryStore(server.Tables)
{
    private readonly List<SimHotPath> paths = [];

    public override IHotPath NewHotPath()
    {
        var path = new SimHotPath(server, audit, kill);
        paths.Add(path);
        return path;
    }

    public override async Task<IReadOnlyList<DueSession>> FindDueAsync(
        Instant until, Guid? instanceId, int count, CancellationToken ct)
    {
        await context.Delay(faults.Delay());
        if (faults.Strikes("trouble while gathering"))
        {
            throw new StoreBusyException("no connection");
        }

        var found = FindDue(until, instanceId, count);
        await context.Delay(faults.Delay());
        return found;
    }

    /// <summary>The process is gone; the server finds out, of each connection at its own time.</summary>
    public void Lose(Func<long> noticedAfterMs)
    {
        foreach (var path in paths)
        {
            path.Lose(noticedAfterMs());
        }
    }
}

/// <summary>A lane's connection to the simulated server.</summary>
internal sealed class SimHotPath(Server server, Audit audit, Action kill) : IHotPath
{
    private Connection? connection;
    private Books? gathered;
    private Needs? asked;
    private bool isLost;

    /// <summary>Fresh facts show who was first: no batch meets it three times in a row.</summary>
    public int TakenLeft { get; set; }

    public int PlainVersion { get; set; }

    /// <summary>The model's world when the facts were read.</summary>
    public World? Before { get; set; }

    public void KillReplica() => kill();

    public async Task GatherAsync(Needs needs, Books books, CancellationToken ct)
    {
        connection ??= new();
        gathered = null;
        TakenLeft = ReferenceEquals(needs, asked) ? TakenLeft : 2;
        asked = needs;
        await server.GatherAsync(this, connection, needs, books);
        gathered = books;
    }

    public async Task WriteAsync(Books books) => await server.WriteAsync(this, connection!, books);

    public async Task AbandonAsync()
    {
        // Left without a fault: there was nothing to write, and the answers rest on what was read.
        if (gathered is { } books)
        {
            gathered = null;
            audit.Read(books, Before!);
        }

        if (connection is not null && isLost)
        {
            server.Lose(connection, noticedAfterMs: 500);
            (connection, isLost) = (null, false);
        }
        else if (connection is not null)
        {
            await server.AbandonAsync(connection);
        }
    }

    public async Task<bool?> WasWrittenAsync(Books books, CancellationToken ct)
    {
        connection ??= new();
        return await server.WasWrittenAsync(connection, books);
    }

    public Fault Classify(Exception fault, bool whileWriting)
    {
        gathered = null;
        var kind = (fault as StoreFault)?.Kind ?? Fault.OfTheBatch;
        isLost = kind == Fault.UnknownOutcome;
        if (fault is not StoreFault)
        {
            audit.Fail($"nothing may go wrong in a decision: {fault}");
        }

        return kind;
    }

    public void Lose(long noticedAfterMs)
    {
        if (connection is not null)
        {
            server.Lose(connection, noticedAfterMs);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

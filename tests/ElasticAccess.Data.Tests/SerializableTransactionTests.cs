using ElasticAccess.Data.Ledger;
using ElasticAccess.Data.Stores;

namespace ElasticAccess.Data.Tests;

/// <summary>How often a batch is tried again, by a store that fails as it is told.</summary>
public sealed class SerializableTransactionTests
{
    // Others may be in the way before somebody else is first; that says nothing about the violation.
    [Theory]
    [InlineData("Taken Taken", "written")]
    [InlineData("Conflict Conflict Conflict Taken", "written")]
    [InlineData("Conflict Taken Conflict Taken", "written")]
    [InlineData("Taken Taken Taken", "Taken")]
    [InlineData("Taken Conflict Taken Conflict Taken", "Taken")]
    public async Task A_unique_violation_is_tried_again_twice_however_many_conflicts_came_before(
        string faults, string outcome)
    {
        var path = new FailingPath(new(faults.Split(' ').Select(Enum.Parse<Fault>)));
        var transaction = new SerializableTransaction(
            path, TimeProvider.System, new Random(1), TimeSpan.FromMinutes(1));
        Exception? thrown = null;
        try
        {
            await transaction.RunAsync(new Needs(), _ => true, CancellationToken.None);
        }
        catch (Told fault)
        {
            thrown = fault;
        }

        Assert.Equal(outcome, thrown?.Message ?? "written");
    }

    private sealed class Told(Fault kind) : Exception(kind.ToString())
    {
        public Fault Kind => kind;
    }

    private sealed class FailingPath(Queue<Fault> faults) : IHotPath
    {
        public Task GatherAsync(Needs needs, Books books, CancellationToken ct) => Task.CompletedTask;

        public Task WriteAsync(Books books) =>
            faults.TryDequeue(out var fault) ? Task.FromException(new Told(fault)) : Task.CompletedTask;

        public Task AbandonAsync() => Task.CompletedTask;

        public Task<bool?> WasWrittenAsync(Books books, CancellationToken ct) => Task.FromResult<bool?>(false);

        public Fault Classify(Exception fault, bool whileWriting) => ((Told)fault).Kind;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

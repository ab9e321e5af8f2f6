using System.Diagnostics;
using ElasticAccess.Model.Tests.Choosing;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>The ledger core against the reference model: random sequences, compared after every command (C1).</summary>
[Collection(nameof(OneAtATime))]
public sealed class ModelTests(ITestOutputHelper output)
{
    // Counted and not timed: the suite tries the same sequences on every machine. The long form goes on from there.
    private const int Sequences = 25_000;
    private const int SecondsMax = 600;

    // Sequences are told apart by their seeds; a failure is shrunk for so long.
    private static readonly TimeSpan ShrinkingMax = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_ledger_does_what_the_model_says()
    {
        var coverage = new Coverage();
        if (Replay.Named is { } choices)
        {
            Assert.Null(Sequence.Run(Choices.Of(choices), coverage));
            return;
        }

        var (failure, sequences) = Find(
            seed => Sequence.Run(Choices.OfSeed(seed), coverage),
            Replay.Time(SecondsMax),
            Replay.IsLong ? int.MaxValue : Sequences);
        output.WriteLine($"{coverage.Commands} commands in {sequences} sequences\n{coverage}");
        Assert.True(failure is null, failure is { } seed ? Explain(seed) : "");
        if (!Replay.IsOne)
        {
            coverage.Expect(Reached.Everywhere.Concat(Reached.ByTheLedgerAlone));
        }
    }

    /// <summary>The first seed that fails, and how many were tried; on two threads, for so long.</summary>
    internal static (int? Seed, int Tried) Find(Func<int, string?> run, TimeSpan time, int seedsMax = int.MaxValue)
    {
        if (Replay.NamedSeed is { } named)
        {
            return (run(named) is null ? null : named, 1);
        }

        var (next, failed, began) = (-1, int.MaxValue, Stopwatch.GetTimestamp());
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < time && Volatile.Read(ref failed) == int.MaxValue)
            {
                var seed = Interlocked.Increment(ref next);
                if (seed >= seedsMax)
                {
                    return;
                }

                if (run(seed) is not null)
                {
                    Interlocked.CompareExchange(ref failed, seed, int.MaxValue);
                }
            }
        });
        return (failed == int.MaxValue ? null : failed, Math.Min(next + 1, seedsMax));
    }

    private static string Explain(int seed)
    {
        var choices = Choices.OfSeed(seed);
        Sequence.Run(choices, new Coverage());
        var shrunk = Shrinker.Shrink(
            choices.Bytes, bytes => Sequence.Run(Choices.Of(bytes), new Coverage()) is not null, ShrinkingMax);
        return $"seed {seed}: {Sequence.Run(Choices.Of(shrunk), new Coverage())}\n"
            + Replay.Command(shrunk, nameof(The_ledger_does_what_the_model_says));
    }
}

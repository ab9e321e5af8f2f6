using System.Collections.Immutable;
using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Reference;
using ElasticAccess.Model.Tests.Simulation;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>
/// Not some sequences but all of them, in a small world: one line item of three tokens, item a at one and b at two,
/// two sessions, and nobody but the caller who does what is due (C1).
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class SmallScopeTests(ITestOutputHelper output)
{
    private const long HalfPeriodMs = 1_800_000;
    private const long DayMs = 86_400_000;

    // Each more takes ten times as long: five in the long form, in half a minute.
    private static readonly int LengthMax = Replay.IsLong ? 5 : 4;

    private static readonly Who Maria = new(
        "user", "maria", ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal));

    private static readonly Step[] Beginning =
    [
        new(new PostTable("s", "1", VirtualTime.EpochMs - DayMs, [new("a", "", 1_000_000), new("b", "", 2_000_000)])),
        new(new PutLineItem(
            1, "A", "DEPLOYED", 3, VirtualTime.EpochMs - DayMs, VirtualTime.EpochMs + (30 * DayMs), Elastic: true, "s",
            Overdraft: null)),
        new(new CreateSession(1)),
    ];

    private static readonly Step[] Letters =
    [
        new(new OneOff(1, Maria, Items("a"))),
        new(new OneOff(1, Maria, Items("b"))),
        new(new CreateSession(1)),
        new(new RequestSession(1, Maria, Items("a"), RollbackOnDeny: true)),
        new(new RequestSession(1, Maria, Items("a", "b"), RollbackOnDeny: false)),
        new(new RequestSession(2, Maria, Items("b"), RollbackOnDeny: true)),
        new(new RequestSession(1, Maria, [], RollbackOnDeny: true)),
        new(new Heartbeat(1)),
        new(new CloseSession(1)),
        new(Command: null, HalfPeriodMs),
    ];

    [Fact]
    public void All_short_sequences_do_what_the_model_says()
    {
        var (coverage, tried) = (new Coverage(), 0);
        for (var length = 1; length <= LengthMax; length++)
        {
            var (of, count) = (length, (int)Math.Pow(Letters.Length, length));
            var (failed, _) = ModelTests.Find(number => Run(number, of, coverage), TimeSpan.MaxValue, count);
            Assert.True(failed is null, failed is { } one ? $"length {of}, number {one}: {Run(one, of, new())}" : "");
            tried += count;
        }

        output.WriteLine($"{tried} sequences, {coverage.Commands} commands\n{coverage}");
        coverage.Expect(
            "code 101", "code 202", "row AutomaticCharge", "row Refund", "edge ACTIVE>IDLE by RequestSession",
            "edge ACTIVE>TERMINATED by Heartbeat", "edge ACTIVE>TERMINATED by CloseSession", "Heartbeat 409");
    }

    // Its digits, in a base of as many as there are letters, are the commands.
    private static string? Run(int number, int length, Coverage coverage) => Sequence.Run(
        new World { Instances = 1 },
        Beginning.Length + length,
        (i, _, _) => i < Beginning.Length
            ? Beginning[i]
            : Letters[number / (int)Math.Pow(Letters.Length, i - Beginning.Length) % Letters.Length],
        coverage,
        looksAtEnd: true);

    private static ImmutableArray<Wanted> Items(params string[] names) =>
        [.. names.Select(name => new Wanted(name, "", Contract.Micro, X: null))];
}

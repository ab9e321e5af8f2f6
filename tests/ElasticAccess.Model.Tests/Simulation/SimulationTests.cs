using System.Diagnostics;
using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// Many worlds, each from its seed, and each of them twice: what happens must come from the seed alone (C2).
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class SimulationTests(ITestOutputHelper output)
{
    // About 1,300 days; so many in the suite, and by time in the long form.
    private const int SeedsInSuite = 2_200;
    private const int DaysMin = 1_000;

    /// <summary>Seeds that ever failed, with what they found. Most were the simulation's own.</summary>
    public static readonly TheoryData<int, string> Regressions = new()
    {
        { 0, "who waited for a lock read what the audit had not yet noted" },
        { 1, "an empty list of actions was taken for a change" },
        { 2, "a number that was nobody's had become somebody's on the way" },
        { 4, "a unique violation struck three times in a row" },
        { 51, "a unique violation after two conflicts was not tried again (a defect of the service)" },
        { 3136, "a line item had no prices in the batch that mapped it (a defect of the service)" },
    };

    [Fact]
    public void Whatever_goes_wrong_the_ledger_does_what_the_model_says_and_answers_in_the_end()
    {
        var (coverage, began) = (new Coverage(), Stopwatch.GetTimestamp());
        var (days, commits, gate) = (0.0, 0L, new Lock());
        var (failed, seeds) = ModelTests.Find(
            seed =>
            {
                var outcome = Simulation.Run(Choices.OfSeed(seed), coverage);
                var again = Simulation.Run(Choices.OfSeed(seed), new Coverage());
                lock (gate)
                {
                    (days, commits) = (days + outcome.Days, commits + outcome.Commits);
                }

                return outcome.Failure ?? Difference(outcome, again);
            },
            Replay.IsLong ? Replay.Time(0) : TimeSpan.MaxValue,
            Replay.IsLong ? int.MaxValue : SeedsInSuite);
        output.WriteLine(
            $"{seeds} seeds, each twice, {days:F0} days, {commits} commits, {coverage.Commands} decisions, "
            + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s\n{coverage}");
        Assert.True(failed is null, failed is { } seed ? Explain(seed) : "");
        if (!Replay.IsOne)
        {
            Assert.True(Replay.IsLong || days >= DaysMin, $"only {days} days");
            coverage.Expect(Faults.All.Select(fault => $"fault {fault}"));
            coverage.Expect("unknown outcome", "unknown outcome, committed", "killed after the commit",
                "looked up: written", "looked up: not", "client sends again", "client does not know", "fault killed",
                "fault clock jumped");
        }
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void A_seed_that_failed_once_does_not_fail_again(int seed, string found)
    {
        var failure = Simulation.Run(Choices.OfSeed(seed), new Coverage()).Failure;
        Assert.True(failure is null, $"{found} is back: {failure}");
    }

    internal static string Explain(int seed)
    {
        var (first, again) = (Once(), Once());
        return $"seed {seed}: {first.Failure ?? Difference(first, again)}\n"
            + Replay.Command(seed, nameof(SimulationTests));

        Outcome Once() => Simulation.Run(Choices.OfSeed(seed), new Coverage());
    }

    // The hash is of every event in its order.
    private static string? Difference(Outcome first, Outcome again) =>
        first == again ? null : $"a seed is not a run: first {first}, then {again}";
}

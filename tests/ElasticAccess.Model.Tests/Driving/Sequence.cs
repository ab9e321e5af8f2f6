using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;
using ElasticAccess.Model.Tests.Simulation;

namespace ElasticAccess.Model.Tests.Driving;

/// <summary>One sequence of commands, on the model and on the ledger in memory, step by step.</summary>
internal static class Sequence
{
    private const int PrintedMax = 40;
    private const int RowsLookedAtEvery = 8;

    /// <summary>Null where all was as the model says; else what was not, and the last steps.</summary>
    public static string? Run(Choices choices, Coverage coverage, Slips slips = Slips.None)
    {
        var steps = choices.Between(5, 70);
        var world = new World { Instances = choices.Pick(1, 1, 2) };
        var generator = new Generator(choices, withUnsound: false);
        return Run(world, steps, (_, known, now) => generator.Next(known, now), coverage, slips);
    }

    /// <summary>The same for so many steps of the caller's own.</summary>
    /// <param name="looksAtEnd">Answers are compared after each step, all else after the last one only.</param>
    public static string? Run(
        World world, int steps, Func<int, World, long, Step> next, Coverage coverage, Slips slips = Slips.None,
        bool looksAtEnd = false)
    {
        var now = VirtualTime.EpochMs;
        var done = new List<string>();
        using var driver = new LedgerDriver(world.Instances, slips);
        for (var i = 0; i < steps; i++)
        {
            var step = next(i, world, now);
            done.Add(step.ToString());
            var before = world;
            string? difference = null;
            if (step.Command is null)
            {
                now += step.AdvanceMs;
                world = Pass(driver, world, now, step.IsWorkerAwake);
                coverage.Count("time", before, world);
            }
            else
            {
                (world, difference) = Ask(driver, world, step.Command, now, coverage, done);
            }

            // What the comparison does not say by itself: rows, uniqueness, and sums of the rows as they are stored.
            var isLast = i == steps - 1;
            difference ??= looksAtEnd && !isLast ? null : driver.Differences(world)
                .Concat(i % RowsLookedAtEvery == 0 || isLast ? driver.Broken() : []).FirstOrDefault();
            if (difference is not null)
            {
                return $"{difference}\nafter\n{string.Join('\n', done.TakeLast(PrintedMax))}";
            }
        }

        return null;
    }

    /// <summary>Before a call on a session whatever its instance was due before now is done first.</summary>
    public static World CatchUp(World world, Command command, long now) =>
        command is SessionCommand call and not FailSession && command is not RequestSession { IsDryRun: true }
        && world.FindSession(call.Session) is { } session && SessionTime.NextDue(session) < now
            ? Oracle.Apply(world, new DoDue(session.Instance, [], now - 1), now).World
            : world;

    private static World Pass(LedgerDriver driver, World world, long now, bool isAwake)
    {
        if (!isAwake)
        {
            return world;
        }

        driver.Work(now);
        for (var instance = 1; instance <= world.Instances; instance++)
        {
            world = Oracle.Apply(world, new DoDue(instance, [], now), now).World;
        }

        return world;
    }

    private static (World World, string? Difference) Ask(
        LedgerDriver driver, World world, Command command, long now, Coverage coverage, List<string> done)
    {
        var caughtUp = CatchUp(world, command, now);
        var (expected, after) = Oracle.Apply(caughtUp, command, now);
        coverage.Count(command, expected, world, after);
        done[^1] += $"\n    {expected}";
        var answer = driver.Ask(command, expected, now);
        return (after, answer == expected.ToString() ? null : $"the answer is\n  {answer}\ninstead of\n  {expected}");
    }
}

using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Memory;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>What a run came to.</summary>
/// <param name="Failure">Null where all was well.</param>
/// <param name="Hash">Of all that happened, in its order.</param>
public sealed record Outcome(string? Failure, string Hash, double Days, int Commits);

/// <summary>
/// A world of replicas, clients and one store on virtual time, drawn from one choice string (C2). First everything may
/// go wrong; then nothing does any more, and within a bound all must be answered and up to date (I50).
/// </summary>
internal sealed class Simulation
{
    // Longer than any time-out, any wait for a dead connection, and a turn of the worker.
    private const long LivenessMs = 240_000;
    private const long StepsMax = 3_000_000;
    private const long HourMs = 3_600_000;
    private readonly Choices choices;
    private readonly Coverage coverage;
    private readonly Scheduler scheduler;
    private readonly Faults faults;
    private readonly Audit audit;
    private readonly Server server;
    private readonly List<Replica> replicas = [];
    private readonly List<Client> clients = [];

    private Simulation(Choices choices, Coverage coverage, Slips slips)
    {
        (this.choices, this.coverage) = (choices, coverage);
        scheduler = new(() => choices.Below(256));
        faults = new(choices, coverage);
        audit = new(coverage) { Clock = () => scheduler.Now };
        server = new(scheduler, faults, coverage, slips, audit);
        audit.Tables = server.Tables;
    }

    public static Outcome Run(Choices choices, Coverage coverage, Slips slips = Slips.None) =>
        new Simulation(choices, coverage, slips).Run();

    private Outcome Run()
    {
        var instances = choices.Between(1, 3);
        var seed = new MemoryStore(server.Tables);
        for (var i = 1; i <= instances; i++)
        {
            LedgerDriver.NewInstance(seed, audit.Handles, i);
        }

        audit.Begin(new World { Instances = instances });
        for (var i = choices.Between(1, 4); i > 0; i--)
        {
            replicas.Add(new(scheduler, choices, server, faults, audit, replicas.Count + 1));
            replicas[^1].Jump(choices.Chance(50) ? choices.Between(-300_000, 300_000) : 0);
            replicas[^1].Start();
        }

        var generator = new Generator(choices, withUnsound: false);
        faults.AreOver = true;
        for (var i = choices.Between(2, 8); i > 0; i--)
        {
            Prepare(generator);
        }

        faults.AreOver = false;
        var durationMs = choices.Between(2, 26) * HourMs;
        PlanClients(generator, durationMs);
        PlanKills(durationMs);
        RunUntil(durationMs);
        Recover();
        RunUntil(durationMs + LivenessMs);
        CheckLiveness();
        foreach (var broken in Invariants.Broken(server.Tables))
        {
            audit.Fail(broken);
        }

        replicas.ForEach(replica => replica.Dispose());
        return new(audit.Failure, audit.Hash, scheduler.Now / 86_400_000.0, audit.Commits);
    }

    // Line items to begin with, made in peace.
    private void Prepare(Generator generator)
    {
        var isDone = false;
        var command = generator.First(audit.World, replicas[0].NowMs, choices.Between(1, audit.World.Instances));
        replicas[0].Take(command, 0, _ => isDone = true);
        while (!isDone && audit.Failure is null && scheduler.Step())
        {
        }
    }

    private void PlanClients(Generator generator, long durationMs)
    {
        var count = choices.Pick(4, 2, 1, 8, 16, 50);
        var commands = choices.Between(40, 160) / count;
        for (var i = 0; i < count; i++)
        {
            clients.Add(new(scheduler, choices, replicas, faults, audit, coverage));

            // Some come all at once.
            var pause = choices.Chance(30) ? 20 : durationMs / (commands + 1);
            clients[^1].Live(commands + 1, pause, () => Next(generator));
        }
    }

    // Time passes by itself here.
    private Command Next(Generator generator)
    {
        while (true)
        {
            if (generator.Next(audit.World, VirtualTime.EpochMs + scheduler.Now).Command is { } command
                and not FailSession)
            {
                return command;
            }
        }
    }

    private void PlanKills(long durationMs)
    {
        foreach (var replica in replicas)
        {
            for (var kills = choices.Pick(0, 1, 2, 5); kills > 0; kills--)
            {
                server.After(choices.Below((int)durationMs), () =>
                {
                    coverage.Add("fault killed");
                    replica.Kill();
                });
            }

            for (var at = 0L; at < durationMs; at += HourMs / 4)
            {
                server.After(at, () => Restart(replica));
            }

            for (var jumps = choices.Pick(0, 1, 3); jumps > 0; jumps--)
            {
                server.After(choices.Below((int)durationMs), () =>
                {
                    coverage.Add("fault clock jumped");
                    replica.Jump(choices.Between(-300_000, 300_000));
                });
            }
        }
    }

    private void Restart(Replica replica) => server.After(choices.Pick(0, 5_000, 120_000), () =>
    {
        if (!faults.AreOver)
        {
            replica.Start();
        }
    });

    private void RunUntil(long at)
    {
        while (audit.Failure is null && scheduler.Step(at))
        {
            if (scheduler.Steps > StepsMax)
            {
                audit.Fail($"I51: {StepsMax} steps, and no end");
            }
        }
    }

    private void Recover()
    {
        faults.AreOver = true;
        replicas.ForEach(replica => replica.Start());
        audit.Log("the faults are over");
    }

    private void CheckLiveness()
    {
        foreach (var client in clients.Where(client => !client.IsDone))
        {
            // One that waits for its next turn has nothing under way.
            if (client.UnderWay is { } command)
            {
                audit.Fail($"I50: no answer to {command}");
            }
        }

        if (!server.Locks.AreFree || replicas.Exists(replica => replica.Waiting > 0))
        {
            audit.Fail("I50: a lock is held, or a lane is stuck");
        }

        // A minute after a due time the worker must have been there, by the fastest clock.
        var now = replicas.Max(replica => replica.NowMs);
        foreach (var late in audit.World.Sessions.Where(s => SessionTime.NextDue(s) < now - 120_000))
        {
            audit.Fail($"I50: session #{late.Number} is due since {now - SessionTime.NextDue(late)} ms");
        }
    }
}

using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Reference;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// A client program: it notes key and body before it sends, and sends the same again until it is answered. What has no
/// key is sent once, except for heartbeats, which may be repeated.
/// </summary>
internal sealed class Client(
    Scheduler scheduler, Choices choices, IReadOnlyList<Replica> replicas, Faults faults, Audit audit,
    Coverage coverage)
{
    private readonly Context context = new(scheduler);

    /// <summary>Nothing is under way.</summary>
    public bool IsDone { get; private set; }

    public Command? UnderWay { get; private set; }

    public void Live(int commands, long pauseMs, Func<Command> next) => context.Run(() =>
    {
        _ = LiveAsync();

        async Task LiveAsync()
        {
            for (var i = 0; i < commands && !faults.AreOver; i++)
            {
                await context.Delay(choices.Below((int)Math.Min(2 * pauseMs, int.MaxValue)));
                if (faults.AreOver)
                {
                    // What is begun only now could be under way when the answers are counted.
                    break;
                }

                UnderWay = next();
                await AskAsync(UnderWay);
                UnderWay = null;
            }

            IsDone = true;
        }
    });

    private async Task AskAsync(Command command)
    {
        for (var wait = 50L; ; wait = Math.Min(2 * wait, 5_000))
        {
            if (await SendAsync(command) is { } answer && !answer.StartsWith("503", StringComparison.Ordinal))
            {
                return;
            }

            if (command.Key is null && command is not Heartbeat)
            {
                coverage.Add("client does not know");
                return;
            }

            coverage.Add("client sends again");
            await context.Delay(wait + choices.Below(50));
        }
    }

    // Null where no answer came in time.
    private Task<string?> SendAsync(Command command)
    {
        var answered = new TaskCompletionSource<string?>();
        var sentAfter = audit.Acknowledged;
        context.After(choices.Pick(15_000, 3_000, 30_000), () => answered.TrySetResult(null));
        if (!faults.Strikes("request lost"))
        {
            Deliver();
        }

        if (faults.Strikes("request twice"))
        {
            Deliver();
        }

        return answered.Task;

        // The way there and back is not the client's: it goes on whoever dies.
        void Deliver()
        {
            var replica = replicas[choices.Below(replicas.Count)];
            context.After(faults.Delay(), () => replica.Take(command, sentAfter, answer =>
            {
                if (!faults.Strikes("reply lost"))
                {
                    context.After(faults.Delay(), () => answered.TrySetResult(answer));
                }
            }));
        }
    }
}

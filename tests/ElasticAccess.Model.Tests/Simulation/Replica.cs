using ElasticAccess.Api.Sessions;
using ElasticAccess.Data.Ledger;
using ElasticAccess.Domain;
using ElasticAccess.Model.Tests.Choosing;
using ElasticAccess.Model.Tests.Driving;
using ElasticAccess.Model.Tests.Reference;
using Microsoft.Extensions.Logging.Abstractions;
using Heartbeat = ElasticAccess.Model.Tests.Reference.Heartbeat;

namespace ElasticAccess.Model.Tests.Simulation;

/// <summary>
/// One service process: its lanes, its worker, its clock. It can be killed at any moment and started again.
/// </summary>
internal sealed class Replica(
    Scheduler scheduler, Choices choices, Server server, Faults faults, Audit audit, int number)
    : IDisposable
{
    private const long LongestNapMs = 60_000;
    private Context context = new(scheduler);
    private VirtualTime? time;
    private SimStore? store;
    private TokenLedger? ledger;
    private SessionCharger? charger;
    private LedgerFront? front;

    public bool IsUp { get; private set; }

    public long SkewMs { get; set; }

    public int Waiting => ledger?.Waiting ?? 0;

    public long NowMs => VirtualTime.EpochMs + scheduler.Now + SkewMs;

    public void Start()
    {
        if (IsUp)
        {
            return;
        }

        IsUp = true;
        context = new(scheduler);
        time = new VirtualTime(scheduler, context) { SkewMs = SkewMs };
        store = new SimStore(server, faults, context, audit, Kill);
        var options = new LedgerOptions
        {
            Lanes = choices.Between(1, 3),
            BatchMax = choices.Pick(256, 1, 2, 5),
            WaitingMax = choices.Pick(4096, 4096, 3),
        };
        context.Run(() =>
        {
            ledger = new(store, time, options, new Surroundings
            {
                Start = lane => lane(),
                Random = new Random(choices.Below(256)),
                Witness = audit,
            });
            charger = new(store, ledger, NullLogger<SessionCharger>.Instance);
            front = new(ledger, charger, store, audit.Handles);
            _ = WorkAsync();
        });
        audit.Log($"replica {number} starts");
    }

    public void Kill()
    {
        if (!IsUp)
        {
            return;
        }

        IsUp = false;
        context.Kill();
        store!.Lose(() => choices.Pick(0, 10, 3_000, 20_000));
        if (server.Leader == this)
        {
            server.After(choices.Between(0, 30_000), () => server.Leader = null);
        }

        audit.Log($"replica {number} is killed");
    }

    public void Jump(long skewMs)
    {
        SkewMs = skewMs;
        if (time is not null)
        {
            time.SkewMs = skewMs;
        }
    }

    /// <summary>Answers through <paramref name="reply"/>, or never.</summary>
    public void Take(Command command, int sentAfter, Action<string> reply) => context.Run(() =>
    {
        _ = AnswerAsync();

        async Task AnswerAsync()
        {
            try
            {
                reply(await AskAsync(command, sentAfter));
            }
            catch (StoreBusyException)
            {
                reply("503 ");
            }
            catch (Exception fault)
            {
                audit.Fail($"{command} fails: {fault}");
            }
        }
    });

    public void Dispose()
    {
        charger?.Dispose();
        ledger?.Dispose();
    }

    private async Task<string> AskAsync(Command command, int sentAfter)
    {
        if (command is PostTable or DeleteTable or Configure)
        {
            return audit.Plain(command, NowMs);
        }

        var now = NowMs;
        if (command is SessionCommand call)
        {
            await front!.CatchUpAsync(call, new Instant(now));
            now = command is Heartbeat ? NowMs : now;
        }

        var asked = new Asked(command, now, sentAfter);
        audit.Asking = asked;
        Task<string> answering;
        try
        {
            answering = front!.SendAsync(command, new Instant(now));
        }
        finally
        {
            audit.Asking = null;
        }

        var text = await answering;
        audit.Answered(asked, text);
        return text;
    }

    // As the service's worker: when the next session is due, and now and then; of the replicas one at a time.
    private async Task WorkAsync()
    {
        while (true)
        {
            var next = store!.FindDue(new(long.MaxValue), null, 1) is [var first] ? first.DueMs : long.MaxValue;
            if (next <= NowMs && (server.Leader ?? this) == this)
            {
                server.Leader = this;
                try
                {
                    await charger!.DoDueAsync(new Instant(NowMs), CancellationToken.None);
                }
                catch (StoreBusyException)
                {
                }

                server.Leader = null;
            }

            await context.Delay(Math.Clamp(next - NowMs, 1_000, LongestNapMs));
        }
    }
}
